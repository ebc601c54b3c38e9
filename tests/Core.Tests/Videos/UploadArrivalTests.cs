using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Rig;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Tests.Videos;

public sealed class UploadArrivalTests : IDisposable
{
    private static readonly byte[] Mp4 = Convert.FromHexString("000000206674797069736F6D00000200");
    private static readonly ProduceOptions Wish = new(["instagram"], Privacy: "SELF_ONLY");

    private readonly Workbench _bench = new();
    private readonly MemoryBlobs _blobs = new();
    private readonly CompleteUpload _complete;
    private readonly UploadArrival _arrival;

    public UploadArrivalTests()
    {
        _complete = new CompleteUpload(_bench.Store, _blobs, _bench.Events, UploadLimits.Default, _bench.Clock);
        _arrival = new UploadArrival(_bench.Store, _bench.Members, _complete);
    }

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Execute_FileOfAnUploadThatSaidWhatToMake_OpensItsJob()
    {
        Video video = await UploadingAsync(Wish);

        ProduceInput start = (await ArriveAsync(video)).Start!;

        Job job = await JobAsync(video, start.JobId);
        Assert.Equal((video.Id, "usr_mara", JobStatus.Running), (job.VideoId, job.CreatedBy, job.Status));
        Assert.Equal(["instagram"], job.Options!.Platforms);
        Video after = (await ReadAsync(video))!;
        Assert.Equal((VideoStatus.Uploaded, (long)Mp4.Length, job.Id), (after.Status, after.SizeBytes, after.JobId));
    }

    [Fact]
    public async Task Execute_AgainAndAgain_IsTheSameJobUntilTheWorkHasBegun()
    {
        Video video = await UploadingAsync(Wish);
        ProduceInput first = (await ArriveAsync(video)).Start!;

        // The story may not have been started after the first.
        Assert.Equal(first, (await ArriveAsync(video)).Start);

        await _bench.Store.PatchAsync<Video>(Containers.Videos, video.Partition, video.Id, [new PatchOperation(PatchKind.Set, "status", "processing")], null, default);
        Assert.Equal(new UploadArrival.Arrival(null, null), await ArriveAsync(video));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Execute_TogetherWithTheUploadersCall_IsOneJobForBoth(bool eventIsSecond)
    {
        Video video = await UploadingAsync(Wish);
        string? inner = null;
        _blobs.BeforeRead = async () =>
        {
            _blobs.BeforeRead = () => Task.CompletedTask;
            inner = eventIsSecond ? (await ArriveAsync(video)).Start!.JobId : await CallAsync(video);
        };

        string outer = eventIsSecond ? await CallAsync(video) : (await ArriveAsync(video)).Start!.JobId;

        Assert.Equal(inner, outer);
        Assert.Equal(VideoStatus.Uploaded, (await ReadAsync(video))!.Status);
    }

    [Fact]
    public async Task Execute_UploaderWantsToSayItThemselves_DoesNothing()
    {
        Video video = await UploadingAsync(null);
        Assert.Equal(new UploadArrival.Arrival(null, null), await ArriveAsync(video));
        Assert.Equal(VideoStatus.Uploading, (await ReadAsync(video))!.Status);
    }

    [Fact]
    public async Task Execute_UnknownOrOfAnotherOrganisation_DoesNothing()
    {
        Video video = await UploadingAsync(Wish);
        Assert.Equal(new UploadArrival.Arrival(null, null), await _arrival.ExecuteAsync("org_other", video.Id, default));
        Assert.Equal(new UploadArrival.Arrival(null, null), await _arrival.ExecuteAsync(video.OrgId, "vid_unknown", default));
    }

    [Fact]
    public async Task Execute_NoVideo_IsRefusedAndNothingIsKept()
    {
        Video video = await UploadingAsync(Wish);
        _blobs[video.UploadPath] = new byte[16];

        Assert.Equal("unsupported_media", (await ArriveAsync(video)).Refused?.Code);

        Assert.Null(await ReadAsync(video));
        Assert.Empty(_blobs.Paths);
        Assert.Equal(new UploadArrival.Arrival(null, null), await ArriveAsync(video));
    }

    [Fact]
    public async Task Execute_FileThatIsNotWholeYet_WaitsForTheRest()
    {
        Video video = await UploadingAsync(Wish, size: 17);

        Assert.Equal(new UploadArrival.Arrival(null, null), await ArriveAsync(video));

        Assert.Equal(VideoStatus.Uploading, (await ReadAsync(video))!.Status);
        Assert.NotEmpty(_blobs.Paths);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(Role.Viewer)]
    public async Task Execute_UploaderMayNoLongerMakeAnything_IsRefusedAndLeftToOthers(Role? role)
    {
        Video video = await UploadingAsync(Wish, role: role);

        Assert.Equal("forbidden", (await ArriveAsync(video)).Refused?.Code);

        Assert.Equal(VideoStatus.Uploading, (await ReadAsync(video))!.Status);
        await CallAsync(video);
    }

    [Fact]
    public async Task Execute_ThePersonAtThisMachine_NeedsNoMembership()
    {
        Video video = await UploadingAsync(Wish, role: null);
        Video local = video with { Partition = Principal.LocalOwner.OrgId, OrgId = Principal.LocalOwner.OrgId, CreatedBy = Principal.LocalOwner.UserId };
        _blobs[local.UploadPath] = Mp4;
        await _bench.Store.UpsertAsync(Containers.Videos, local, default);

        Assert.NotNull((await ArriveAsync(local)).Start);
    }

    [Fact]
    public async Task Execute_RefusedWhileTheCallFindsItWhole_KeepsItsBytes()
    {
        Video video = await UploadingAsync(Wish);
        _blobs[video.UploadPath] = new byte[16];
        _blobs.BeforeRead = async () =>
        {
            _blobs.BeforeRead = () => Task.CompletedTask;
            _blobs[video.OriginalPath] = Mp4;
            await CallAsync(video);
            // What was opened before it was written again.
            _blobs[video.OriginalPath] = new byte[16];
        };

        Assert.NotNull((await ArriveAsync(video)).Start);

        Assert.Equal(VideoStatus.Uploaded, (await ReadAsync(video))!.Status);
        Assert.NotEmpty(_blobs.Paths);
    }

    [Fact]
    public async Task Complete_WrittenAgainAfterwards_GoesOnWithWhatWasLookedAt()
    {
        Video video = await UploadingAsync(null);
        await CallAsync(video);
        _blobs[video.UploadPath] = new byte[16];
        await CallAsync(video);
        Assert.Equal(Mp4, _blobs[video.OriginalPath]);
    }

    [Fact]
    public async Task Complete_WrittenAgainBetweenLookingAtItsLengthAndTheCopy_IsJudgedByTheCopy()
    {
        Video video = await UploadingAsync(null);
        _blobs[video.OriginalPath] = [.. Mp4, 0];
        Outcome<Job> outcome = await _complete.ExecuteAsync(new Principal("usr_mara", video.OrgId, Role.Editor), video.Id, ["AAAA"], new ProduceOptions(["tiktok"]), default);
        Assert.Equal("file_larger_than_said", outcome.Problem?.Code);
        Assert.Empty(_blobs.Paths);
    }

    [Theory]
    [InlineData("SELF_ONLY", false, "scope_missing", KeyScope.Write)]
    [InlineData("SELF_ONLY", false, null, KeyScope.Write, KeyScope.Publish)]
    [InlineData("SELF_ONLY", true, null, KeyScope.Write)]
    [InlineData(null, false, null, KeyScope.Write)]
    public async Task Complete_ByAKeyThatMayNotPublish_MakesNoPostWithoutApproval(string? privacy, bool approval, string? code, params KeyScope[] scopes)
    {
        Video video = await UploadingAsync(null);
        Principal caller = new Principal("usr_mara", video.OrgId, Role.Editor) with { Key = new KeyInUse("key_1", scopes) };

        Outcome<Job> outcome = await _complete.ExecuteAsync(caller, video.Id, ["AAAA"], new ProduceOptions(["tiktok"], Privacy: privacy, RequireApproval: approval), default);

        Assert.Equal(code, outcome.Problem?.Code);
    }

    private static Membership MemberOf(Video video, Role role) => new()
    {
        Id = Membership.IdOf(video.CreatedBy),
        Partition = video.OrgId,
        OrgId = video.OrgId,
        CreatedBy = video.CreatedBy,
        CreatedAt = video.CreatedAt,
        UserId = video.CreatedBy,
        Role = role,
    };

    private async Task<string> CallAsync(Video video)
    {
        Outcome<Job> outcome = await _complete.ExecuteAsync(new Principal("usr_mara", video.OrgId, Role.Editor), video.Id, ["AAAA"], new ProduceOptions(["tiktok"]), default);
        return outcome.Succeeded(out Job? job, out Problem? problem) ? job.Id : throw new InvalidOperationException(problem.Code);
    }

    private Task<UploadArrival.Arrival> ArriveAsync(Video video) => _arrival.ExecuteAsync(video.OrgId, video.Id, default);

    private Task<Video?> ReadAsync(Video video) => _bench.Store.ReadAsync<Video>(Containers.Videos, video.Partition, video.Id, default);

    private async Task<Job> JobAsync(Video video, string id) => (await _bench.Store.ReadAsync<Job>(Containers.Jobs, video.OrgId, id, default))!;

    private async Task<Video> UploadingAsync(ProduceOptions? onArrival, long size = 16, Role? role = Role.Editor)
    {
        var video = new Video
        {
            Id = Ids.New("vid", _bench.Clock),
            Partition = "org_mara",
            OrgId = "org_mara",
            CreatedBy = "usr_mara",
            CreatedAt = _bench.Clock.GetUtcNow(),
            Title = "Pasta",
            FileName = "pasta.mp4",
            SizeBytes = size,
            Status = VideoStatus.Uploading,
            OnArrival = onArrival,
        };
        _blobs[video.UploadPath] = Mp4;
        if (role is not null)
            await _bench.Store.UpsertAsync(Containers.Organisations, MemberOf(video, role.Value), default);
        return await _bench.Store.UpsertAsync(Containers.Videos, video, default);
    }
}
