using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Edits;

/// <summary>The render job's only way in: its own token, for its own job, while its attempt is the current one.</summary>
public sealed class RenderAccess(IDocumentStore store)
{
    /// <returns>Null: unknown job, or not (any longer) this job's token. The caller can't tell which.</returns>
    public async Task<RenderJob?> CheckAsync(string orgId, string jobId, string? token, CancellationToken cancellation)
    {
        if (token is not { Length: > 0 and <= 100 })
            return null;
        RenderJob? job = await store.ReadAsync<RenderJob>(Containers.Renders, orgId, jobId, cancellation);
        return job is not null && CryptographicOperations.FixedTimeEquals(
            Encoding.ASCII.GetBytes(job.TokenHash), Encoding.ASCII.GetBytes(Hash(token))) ? job : null;
    }

    internal static string Hash(string token) => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(token)));
}
