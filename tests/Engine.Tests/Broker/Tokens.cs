using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Engine.Tests.Broker;

/// <summary>Tokens made by the documented recipe, independently of the adapter.</summary>
internal static class Tokens
{
    public static string Sign(Uri resource, DateTimeOffset ends, string key = BrokerHost.Key, string policy = BrokerHost.KeyName)
    {
        var sr = Uri.EscapeDataString(resource.AbsoluteUri.ToLowerInvariant());
        var se = ends.ToUnixTimeSeconds();
        using var hmac = new HMACSHA256(Encoding.UTF8.GetBytes(key));
        var sig = Uri.EscapeDataString(Convert.ToBase64String(hmac.ComputeHash(Encoding.UTF8.GetBytes($"{sr}\n{se}"))));
        return $"SharedAccessSignature sr={sr}&sig={sig}&se={se}&skn={policy}";
    }
}
