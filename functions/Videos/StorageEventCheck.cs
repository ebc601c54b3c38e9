using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Videos;

/// <summary>Whether a delivery comes from our event subscription.</summary>
public sealed class StorageEventCheck(StorageEventOptions options, IEnumerable<IExternalTokens> authorities)
{
    /// <summary>Event Grid's own application, the same in every tenant: https://learn.microsoft.com/azure/event-grid/secure-webhook-delivery.</summary>
    public const string EventGrid = "4962773b-9cdb-44cf-a8bf-237846a00ab7";

    private const string Bearer = "Bearer ";

    public ValueTask<bool> IsOursAsync(HttpRequest request, CancellationToken cancellation) => options.Proof switch
    {
        StorageEventProof.Entra => IsEventGridAsync(request.Headers.Authorization.ToString(), cancellation),
        StorageEventProof.Key => ValueTask.FromResult(request.Headers[StorageEventOptions.KeyHeader] is [{ } key] && IsKey(key)),
        _ => ValueTask.FromResult(false),
    };

    private async ValueTask<bool> IsEventGridAsync(string header, CancellationToken cancellation)
    {
        if (!header.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            return false;
        foreach (IExternalTokens authority in authorities)
            if (await authority.ReadAppAsync(header[Bearer.Length..].Trim(), cancellation) == EventGrid)
                return true;
        return false;
    }

    // Hashed, so that also the length takes no time of its own.
    private bool IsKey(string given) =>
        CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(given)), SHA256.HashData(Encoding.UTF8.GetBytes(options.Key!)));
}
