using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json.Nodes;

namespace Shortloop.EndToEnd.Isolation;

/// <summary>All that came back, headers too.</summary>
internal sealed record Reply(int Status, string? Type, string Headers, string Body)
{
    /// <summary>Of a problem's; null for everything else.</summary>
    public string? Code => Type == "application/problem+json" ? (string?)JsonNode.Parse(Body)!["code"] : null;

    public static async Task<Reply> SendAsync(HttpClient http, HttpRequestMessage request)
    {
        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        var type = answer.Content.Headers.ContentType?.MediaType;
        var body = type == "text/event-stream" ? await FirstPartAsync(answer) : await answer.Content.ReadAsStringAsync();
        return new Reply((int)answer.StatusCode, type, answer.Headers.ToString(), body);
    }

    public override string ToString() => $"{Status} {Type} {Body}";

    // A stream has no end worth waiting for; what it begins with is what was there before.
    private static async Task<string> FirstPartAsync(HttpResponseMessage answer)
    {
        await using var stream = await answer.Content.ReadAsStreamAsync();
        var buffer = new byte[16 * 1024];
        return Encoding.UTF8.GetString(buffer, 0, await stream.ReadAsync(buffer));
    }
}
