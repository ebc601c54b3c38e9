using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <summary>Who may ask: https://learn.microsoft.com/rest/api/cosmos-db/access-control-on-cosmosdb-resources.</summary>
internal static class GatewaySignature
{
    public static bool Holds(HttpRequest request, string key, string token)
    {
        string[] parts = WebUtility.UrlDecode(request.Headers.Authorization.ToString()).Split('&', 3);
        if (parts is not [var type, "ver=1.0", var signature])
            return false;
        return type switch
        {
            "type=aad" => signature == "sig=" + token,
            "type=master" => Candidates(request).Any(text => signature == "sig=" + Sign(text, key)),
            _ => false,
        };
    }

    /// <summary>Names are signed as they are, the service's own ids in lower case.</summary>
    private static IEnumerable<string> Candidates(HttpRequest request)
    {
        string[] segments = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        bool isItem = segments.Length % 2 == 0;
        string type = segments.Length == 0 ? "" : segments[isItem ? ^2 : ^1];
        string link = string.Join('/', isItem ? segments : segments[..^1]);
        string date = request.Headers["x-ms-date"].ToString();
        string own = segments.Length > 1 ? segments[isItem ? ^1 : ^2].ToLowerInvariant() : "";
        foreach (string resource in (string[])[link, own])
            yield return $"{request.Method.ToLowerInvariant()}\n{type}\n{resource}\n{date.ToLowerInvariant()}\n\n";
    }

    private static string Sign(string text, string key) =>
        Convert.ToBase64String(HMACSHA256.HashData(Convert.FromBase64String(key), Encoding.UTF8.GetBytes(text)));
}
