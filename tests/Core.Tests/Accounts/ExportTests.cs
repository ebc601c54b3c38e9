using System.IO.Compression;
using System.Security.Cryptography;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Export;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Operations.Retention;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Core.Tests.Rig;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Accounts;

public sealed class ExportTests : IDisposable
{
    private readonly Doorstep _door = new();
    private readonly MemoryBlobs _blobs = new();
    private readonly Members _members;
    private readonly JobTracker _jobs;
    private readonly EventLog _events;

    public ExportTests()
    {
        _members = new Members(_door.Store, _door.Clock);
        _events = new EventLog(_door.Store, _door.Clock);
        _jobs = new JobTracker(_door.Store, _events, _door.Clock);
    }

    private StartExport Start => new(_door.Store, _door.Clock);

    private PlanExport Plan => new(_door.Store, _blobs, new OwnOrganisations(_door.Store, _members), _door.Clock);

    private WriteExport Write => new(_door.Store, _blobs, _jobs);

    private FinishExport Finish => new(
        _door.Store, _blobs, _jobs, new Notifier(_door.Store, _events, new DueIndex(_door.Store, new RememberingQueue(), _door.Clock), _door.Clock), RetentionRules.Default, _door.Clock);

    private ReadExport Read => new(_door.Store, _blobs, _door.Clock);

    public void Dispose() => _door.Dispose();

    [Fact]
    public async Task Export_Whole_HasEverythingAndNoSecret()
    {
        Principal mara = await SignUpAsync();
        byte[] original = await AddVideoAsync(mara, 20_000_000);
        await AddAccountAsync(mara);

        ExportState state = await RunAsync(mara);

        Assert.Equal(JobStatus.Succeeded, state.Job!.Status);
        Assert.NotNull(state.Link);
        using ZipArchive archive = Open(state);
        Assert.Contains("organisations/", Text(archive, "README.txt"), StringComparison.Ordinal);
        Assert.Contains(Doorstep.Email, Text(archive, "you/users.json"), StringComparison.Ordinal);
        Assert.Contains("Firefox on Linux", Text(archive, "you/sessions.json"), StringComparison.Ordinal);
        Assert.Contains("\"owner\"", Text(archive, "you/memberships.json"), StringComparison.Ordinal);
        Assert.Contains("\"holiday\"", Text(archive, $"organisations/{mara.OrgId}/videos.json"), StringComparison.Ordinal);
        Assert.Contains("\"Mara on TikTok\"", Text(archive, $"organisations/{mara.OrgId}/accounts.json"), StringComparison.Ordinal);
        Assert.Equal(SHA256.HashData(original), SHA256.HashData(Bytes(archive, $"organisations/{mara.OrgId}/media/videos/vid_1/original.video")));
        foreach (ZipArchiveEntry entry in archive.Entries.Where(e => e.FullName.EndsWith(".json", StringComparison.Ordinal)))
        {
            string text = Text(archive, entry.FullName);
            Assert.NotEmpty(System.Text.Json.JsonDocument.Parse(text).RootElement.EnumerateArray());
            Assert.DoesNotContain("Hash\"", text, StringComparison.Ordinal);
            Assert.DoesNotContain("a sealed token", text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Export_CutOffAtEveryBlock_IsTheSameArchive()
    {
        Principal mara = await SignUpAsync();
        byte[] original = await AddVideoAsync(mara, 20_000_000);
        int puts = 0;
        // A file of one block takes two puts: the third cuts off now the one, now the other.
        _blobs.BeforePut = () =>
        {
            if (++puts % 3 == 0)
                throw new TransientException("storage_unavailable", "Cut off.");
        };

        ExportState state = await RunAsync(mara);

        using ZipArchive archive = Open(state);
        Assert.Equal(archive.Entries.Count, archive.Entries.Select(e => e.FullName).Distinct().Count());
        Assert.Equal(SHA256.HashData(original), SHA256.HashData(Bytes(archive, $"organisations/{mara.OrgId}/media/videos/vid_1/original.video")));
        Assert.InRange(_blobs.LargestBlock, 1, 16 * 1024 * 1024);
    }

    [Fact]
    public async Task Export_TwoWritersAtOnce_MakeOneArchive()
    {
        Principal mara = await SignUpAsync();
        byte[] original = await AddVideoAsync(mara, 20_000_000);
        Job job = Doorstep.Must(await Start.ExecuteAsync(mara, default));
        var input = new ExportInput(mara.UserId, job.Id);
        await Plan.ExecuteAsync(input, default);

        await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => Task.Run(async () =>
        {
            while (await Write.StepAsync(input, default))
                await Task.Yield();
        })));
        await Finish.ExecuteAsync(input, default);

        using ZipArchive archive = Open(Doorstep.Must(await Read.ExecuteAsync(mara, job.Id, default)));
        Assert.Equal(SHA256.HashData(original), SHA256.HashData(Bytes(archive, $"organisations/{mara.OrgId}/media/videos/vid_1/original.video")));
    }

    [Fact]
    public async Task Export_OrganisationWithAnotherOwner_HasTheMembershipOnly()
    {
        Principal mara = await SignUpAsync();
        Principal joe = await SignUpAsync("joe@example.com");
        string team = await new Teams(_door).SharedAsync(joe, mara, Doorstep.Email, Role.Owner);

        using ZipArchive archive = Open(await RunAsync(mara));

        Assert.DoesNotContain(archive.Entries, e => e.FullName.StartsWith($"organisations/{team}/", StringComparison.Ordinal));
        Assert.Contains(team, Text(archive, "you/memberships.json"), StringComparison.Ordinal);
        Assert.DoesNotContain("joe@example.com", string.Concat(archive.Entries.Select(e => Text(archive, e.FullName))), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Start_WhileOneIsMade_GivesThatOneAndLaterAsksToWait()
    {
        Principal mara = await SignUpAsync();
        Job first = Doorstep.Must(await Start.ExecuteAsync(mara, default));
        Assert.Equal(first.Id, Doorstep.Must(await Start.ExecuteAsync(mara, default)).Id);
        await FinishAsync(mara, first);

        Problem? problem = (await Start.ExecuteAsync(mara, default)).Problem;
        Assert.Equal("export_too_often", problem?.Code);
        Assert.NotNull(problem?.RetryAfter);
        _door.Clock.Advance(TimeSpan.FromHours(25));
        Assert.NotEqual(first.Id, Doorstep.Must(await Start.ExecuteAsync(mara, default)).Id);
    }

    [Fact]
    public async Task Read_OfAnotherOrAfterItsTime_GivesNoLink()
    {
        Principal mara = await SignUpAsync();
        ExportState state = await RunAsync(mara);
        Assert.Equal("not_found", (await Read.ExecuteAsync(await SignUpAsync("joe@example.com"), state.Export.Id, default)).Problem?.Code);

        _door.Clock.Advance(RetentionRules.Default.Exports);

        Assert.Null(Doorstep.Must(await Read.ExecuteAsync(mara, state.Export.Id, default)).Link);
    }

    [Fact]
    public async Task Write_CancelledExport_GoesNoFurther()
    {
        Principal mara = await SignUpAsync();
        Job job = Doorstep.Must(await Start.ExecuteAsync(mara, default));
        var input = new ExportInput(mara.UserId, job.Id);
        await Plan.ExecuteAsync(input, default);
        await _jobs.SetStatusAsync(job.OrgId, job.Id, JobStatus.Cancelled, default);

        Assert.Equal("export_gone", (await Assert.ThrowsAsync<PermanentException>(() => Write.StepAsync(input, default))).Code);
    }

    private async Task<ExportState> RunAsync(Principal caller)
    {
        Job job = Doorstep.Must(await Start.ExecuteAsync(caller, default));
        await FinishAsync(caller, job);
        return Doorstep.Must(await Read.ExecuteAsync(caller, job.Id, default));
    }

    private async Task FinishAsync(Principal caller, Job job)
    {
        var input = new ExportInput(caller.UserId, job.Id);
        await Plan.ExecuteAsync(input, default);
        while (await TryAsync(() => Write.StepAsync(input, default), true))
        {
        }

        while (await TryAsync(async () => { await Finish.ExecuteAsync(input, default); return false; }, true))
        {
        }
    }

    private static async Task<bool> TryAsync(Func<Task<bool>> step, bool again)
    {
        try
        {
            return await step();
        }
        catch (TransientException)
        {
            return again;
        }
    }

    private ZipArchive Open(ExportState state) => new(new MemoryStream(_blobs[state.Export.ArchivePath]));

    private static byte[] Bytes(ZipArchive archive, string name)
    {
        using Stream content = archive.GetEntry(name)!.Open();
        using var copy = new MemoryStream();
        content.CopyTo(copy);
        return copy.ToArray();
    }

    private static string Text(ZipArchive archive, string name) => System.Text.Encoding.UTF8.GetString(Bytes(archive, name));

    private async Task<Principal> SignUpAsync(string email = Doorstep.Email)
    {
        SignedIn signed = await _door.SignedUpAsync(email);
        return new Principal(signed.UserId, signed.OrgId, Role.Owner);
    }

    private async Task<byte[]> AddVideoAsync(Principal owner, int bytes)
    {
        byte[] original = new byte[bytes];
        new Random(4711).NextBytes(original);
        Video video = await _door.Store.UpsertAsync(Containers.Videos, new Video
        {
            Id = "vid_1",
            Partition = owner.OrgId,
            OrgId = owner.OrgId,
            CreatedBy = owner.UserId,
            CreatedAt = _door.Clock.GetUtcNow(),
            Title = "holiday",
            FileName = "holiday.mp4",
            SizeBytes = bytes,
            Status = VideoStatus.Uploaded,
        }, default);
        _blobs[video.OriginalPath] = original;
        return original;
    }

    private Task AddAccountAsync(Principal owner) => _door.Store.UpsertAsync(Containers.Accounts, new ConnectedAccount
    {
        Id = "acc_1",
        Partition = owner.OrgId,
        OrgId = owner.OrgId,
        CreatedBy = owner.UserId,
        CreatedAt = _door.Clock.GetUtcNow(),
        Platform = "tiktok",
        ExternalId = "1",
        DisplayName = "Mara on TikTok",
        Status = AccountStatus.Connected,
        Scopes = [],
        SealedAccessToken = "a sealed token",
        AccessExpiresAt = _door.Clock.GetUtcNow(),
        SealedRefreshToken = "a sealed token",
        RefreshExpiresAt = _door.Clock.GetUtcNow(),
    }, default);
}
