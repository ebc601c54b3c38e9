using System.Text;

namespace Shortloop.EndToEnd.Fuzz;

/// <summary>One request, good or (mostly) not.</summary>
/// <param name="Target">Path and query, sent as it is.</param>
/// <param name="Body">Null: none.</param>
internal sealed record FuzzCase(int Number, string Operation, HttpMethod Method, string Target, byte[]? Body, IReadOnlyList<(string Name, string Value)> Headers)
{
    public HttpRequestMessage Request(Uri address)
    {
        var uri = new Uri(address.GetLeftPart(UriPartial.Authority) + Target, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
        var request = new HttpRequestMessage(Method, uri);
        if (Body is not null)
            request.Content = new ByteArrayContent(Body);
        foreach (var (name, value) in Headers)
            if (!request.Headers.TryAddWithoutValidation(name, value))
                request.Content?.Headers.TryAddWithoutValidation(name, value);
        return request;
    }

    public override string ToString()
    {
        var body = Body is null ? "" : Encoding.UTF8.GetString(Body);
        return $"case {Number}: {Method} {Short(Target)} {string.Join(' ', Headers.Select(header => $"[{header.Name}: {Short(header.Value)}]"))} {Short(body)}";
    }

    private static string Short(string text) => text.Length <= 300 ? text : $"{text[..300]}… ({text.Length} characters)";
}
