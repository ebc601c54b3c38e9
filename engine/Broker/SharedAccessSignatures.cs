using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;

namespace Shortloop.Engine.Broker;

/// <summary>Checks <c>SharedAccessSignature sr=…&amp;sig=…&amp;se=…&amp;skn=…</c>. https://learn.microsoft.com/rest/api/eventhub/generate-sas-token</summary>
internal sealed class SharedAccessSignatures(string keyName, string key, TimeProvider clock)
{
    private const string Scheme = "SharedAccessSignature ";

    /// <returns>Null when the request may pass, otherwise what is wrong.</returns>
    public string? Problem(HttpRequest request)
    {
        string? header = request.Headers.Authorization;
        if (header is null || !header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase))
            return "A SharedAccessSignature token is missing.";
        var token = header[Scheme.Length..];
        var fields = QueryHelpers.ParseQuery(token);
        string? resource = Field("sr"), signature = Field("sig"), ends = Field("se"), policy = Field("skn");
        if (resource is null || signature is null || policy != keyName || !long.TryParse(ends, CultureInfo.InvariantCulture, out var end))
            return "The token is malformed or of an unknown policy.";
        if (!Signed(RawField(token, "sr"), ends, signature))
            return "The token's signature does not match.";
        if (end <= clock.GetUtcNow().ToUnixTimeSeconds())
            return "The token has expired.";
        return Covers(resource, request) ? null : "The token is for another resource.";

        string? Field(string name) => fields.TryGetValue(name, out var values) ? values : default(string?);
    }

    private bool Signed(string rawResource, string ends, string signature)
    {
        // What is signed is the resource as it stands in the token, still escaped.
        var expected = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{rawResource}\n{ends}"));
        return CryptographicOperations.FixedTimeEquals(
            Encoding.UTF8.GetBytes(Convert.ToBase64String(expected)), Encoding.UTF8.GetBytes(signature));
    }

    private static string RawField(string token, string name) =>
        token.Split('&').First(field => field.StartsWith(name + "=", StringComparison.OrdinalIgnoreCase))[(name.Length + 1)..];

    /// <summary>A token for a namespace or a queue covers everything below it; the scheme (http, sb) does not matter.</summary>
    private static bool Covers(string resource, HttpRequest request)
    {
        var asked = $"{request.Host.Value}{request.Path}/";
        var scope = resource[(resource.IndexOf("://", StringComparison.Ordinal) is var at and >= 0 ? at + 3 : 0)..].TrimEnd('/') + "/";
        return asked.StartsWith(scope, StringComparison.OrdinalIgnoreCase);
    }
}
