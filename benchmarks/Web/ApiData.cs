using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;
using Shortloop.Functions.Accounts;

namespace Shortloop.Bench.Web;

/// <summary>10,000 analysed videos of one organisation, and a member with a session.</summary>
internal static class ApiData
{
    private const int Videos = 10_000;
    private static readonly Principal Owner = Principal.LocalOwner;

    /// <returns>The member's access token.</returns>
    public static async Task<string> PlantAsync(string data)
    {
        using var store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(data, "documents.db")), TimeProvider.System);
        var begin = DateTimeOffset.UtcNow.AddDays(-30);
        for (var at = 0; at < Videos; at += 100)
            await store.BatchAsync(
                Containers.Videos, Owner.OrgId,
                [.. Enumerable.Range(at, 100).Select(i => new BatchOperation(BatchKind.Create, NewVideo(i, begin.AddMinutes(i))))], default);
        return await PlantMemberAsync(store, data);
    }

    private static Video NewVideo(int number, DateTimeOffset at) => new()
    {
        Id = Ids.New("vid", TimeProvider.System),
        Partition = Owner.OrgId,
        OrgId = Owner.OrgId,
        CreatedBy = Owner.UserId,
        CreatedAt = at,
        Title = $"A walk through the old town, part {number}",
        FileName = $"walk-{number}.mp4",
        SizeBytes = 48_000_000 + number,
        Status = VideoStatus.Processed,
        Format = MediaFormat.Mp4,
        Probe = new MediaProbe(
            MediaFormat.Mp4, 61.5, 48_000_000, new VideoStream(0, "h264", 1080, 1920, 0, 29.97, false, "yuv420p"), new AudioStream(1, "aac", 48000, 2)),
        Pictures = new VideoPictures("poster.jpg", new PreviewStrip("strip.jpg", 10, 90, 160, 0.5, 120)),
        JobId = Ids.New("job", TimeProvider.System),
    };

    private static async Task<string> PlantMemberAsync(SqliteDocumentStore store, string data)
    {
        var (id, now) = (Ids.New("usr", TimeProvider.System), DateTimeOffset.UtcNow);
        await store.UpsertAsync(Containers.Users, new User
        {
            Id = id,
            Partition = id,
            OrgId = Owner.OrgId,
            CreatedBy = id,
            CreatedAt = now,
            Email = "bench@example.com",
            Name = "Bench",
            Language = "en",
            TimeZone = "Etc/UTC",
        }, default);
        await store.UpsertAsync(Containers.Organisations, new Membership
        {
            Id = Membership.IdOf(id),
            Partition = Owner.OrgId,
            OrgId = Owner.OrgId,
            CreatedBy = id,
            CreatedAt = now,
            UserId = id,
            Role = Role.Editor,
        }, default);
        var session = await store.UpsertAsync(Containers.Sessions, new Session
        {
            Id = Ids.New("ses", TimeProvider.System),
            Partition = id,
            OrgId = Owner.OrgId,
            CreatedBy = id,
            CreatedAt = now,
            UserId = id,
            SecretHash = "none",
            RotatedAt = now,
            ExpiresAt = now.AddDays(1),
        }, default);
        return new JwtAccessTokens(RawApi.TokenKeys(data), TimeProvider.System).Issue(new AccessClaims(id, session.Id, Owner.OrgId), now.AddHours(1));
    }
}
