using System.Security.Cryptography;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Coach;

/// <summary>Finds somebody's profile; writing it goes with what else is written, in one batch.</summary>
public sealed class CoachProfiles(IDocumentStore store, TimeProvider clock)
{
    /// <returns>One without an ETag has not been written yet.</returns>
    public async Task<CoachProfile> ReadAsync(CoachClient client, CancellationToken cancellation) =>
        await FindAsync(client, cancellation) ?? new CoachProfile
        {
            Id = CoachProfile.TheId,
            Partition = client.Id,
            OrgId = client.OrgId,
            CreatedBy = client.Id,
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = client.Anonymous ? (int)CoachProfile.AnonymousLife.TotalSeconds : null,
            Seed = RandomNumberGenerator.GetHexString(32, lowercase: true),
        };

    public Task<CoachProfile?> FindAsync(CoachClient client, CancellationToken cancellation) =>
        store.ReadAsync<CoachProfile>(Containers.Coach, client.Id, CoachProfile.TheId, cancellation);

    internal static BatchOperation Write(CoachProfile profile) => new(profile.ETag is null ? BatchKind.Create : BatchKind.Replace, profile);
}
