using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Assistant;
using Shortloop.Core.Brand;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Patterns;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Publishing;
using Shortloop.Core.Scripts;
using Shortloop.Core.Strategies;
using Shortloop.Core.Videos;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Isolation;

// What is made of videos and published.
internal sealed partial class Seed
{
    private static readonly DateTimeOffset Tomorrow = DateTimeOffset.UtcNow.AddDays(1);

    public async Task<string> VideoAsync(VideoStatus status = VideoStatus.Uploaded)
    {
        var video = new Video
        {
            Id = New("vid"),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = Owner.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            Title = $"Video {Canary}",
            FileName = $"{Canary}.mp4",
            SizeBytes = 1000,
            Status = status,
        };
        await AddAsync(Containers.Videos, video);
        if (status != VideoStatus.Uploading)
            await AddFindingsAsync(video);
        return video.Id;
    }

    public Task<string> UploadingAsync() => VideoAsync(VideoStatus.Uploading);

    public Task<string> JobAsync() => AddAsync(Containers.Jobs, new Job
    {
        Id = New("job"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = Owner.User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        VideoId = New("vid"),
        Options = new ProduceOptions(["tiktok"], PublishAt: Tomorrow),
        Status = JobStatus.Running,
        Stations = [new Station(Stations.Upload, StationStatus.Done, 1, Canary)],
    });

    public async Task<string> RenderAsync()
    {
        var id = await AddAsync(Containers.Renders, new RenderJob
        {
            Id = New("rnd"),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = Owner.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            VideoId = New("vid"),
            EditId = New("edt"),
            JobId = New("job"),
            StoryId = New("story"),
            Status = RenderStatus.Queued,
            Platforms = ["tiktok"],
            Attempt = 1,
            TokenHash = RenderToken,
            Failure = new Failure("render_failed", Canary),
        });
        return $"{id}-tiktok";
    }

    public Task<string> NoticeAsync(Planted person) => AddAsync(
        Containers.Notices, new Notice(NoticeKind.JobFailed, New("job"), new Dictionary<string, string> { [NoticeFacts.Reason] = Canary })
        {
            Id = New("ntc"),
            Partition = person.User.Id,
            OrgId = OrgId,
            CreatedBy = "shortloop",
            CreatedAt = DateTimeOffset.UtcNow,
        });

    public async Task<string> ConversationAsync(Planted person)
    {
        var conversation = new Conversation
        {
            Id = New("cnv"),
            Partition = person.User.Id,
            OrgId = OrgId,
            CreatedBy = person.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            Title = $"About {Canary}",
            UpdatedAt = DateTimeOffset.UtcNow,
            Turns = 1,
        };
        await AddAsync(Containers.Conversations, new Turn
        {
            Id = $"{conversation.Id}-0001",
            Partition = person.User.Id,
            OrgId = OrgId,
            CreatedBy = person.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            ConversationId = conversation.Id,
            Number = 1,
            Message = $"About {Canary}",
        });
        return await AddAsync(Containers.Conversations, conversation);
    }

    public Task<string> ProjectAsync() => AddAsync(Containers.Projects, new Project
    {
        Id = New("prj"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = Owner.User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        Name = $"Project {Canary}",
        Mode = ProjectMode.Approval,
    });

    public Task<string> BrandAsync() => AddAsync(Containers.Brand, new BrandEntry
    {
        Id = New("brd"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = Owner.User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        Type = BrandType.Tone,
        Name = $"Tone {Canary}",
        Tone = Canary,
    });

    public Task<string> PostAsync() => PostAsync(PostStatus.Scheduled);

    public async Task<string> PostAsync(PostStatus status) => await AddAsync(Containers.Posts, new Post
    {
        Id = New("pst"),
        Partition = OrgId,
        OrgId = OrgId,
        // By nobody among them: where there are several, the author's own yes wouldn't count.
        CreatedBy = New("usr"),
        CreatedAt = DateTimeOffset.UtcNow,
        VideoId = New("vid"),
        JobId = await JobAsync(),
        RenderId = New("rnd"),
        Platform = "tiktok",
        AccountId = New("acc"),
        AccountName = Canary,
        Status = status,
        Caption = $"Caption {Canary}",
        Privacy = "SELF_ONLY",
        AiGenerated = true,
        DueAt = Tomorrow,
        NeedsApproval = status == PostStatus.AwaitingApproval,
        Policy = new PolicyVerdict(PolicyDecision.Allow, 1, []),
    });

    public async Task<string> KeyAsync()
    {
        var key = new ApiKey
        {
            Id = New("key"),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = Owner.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            Name = $"Key {Canary}",
            Scopes = [KeyScope.Read],
            SecretHash = Canary,
        };
        await AddAsync(Containers.Keys, key with { Partition = key.Id });
        return await AddAsync(Containers.Keys, new ApiKeyPointer
        {
            Id = key.Id,
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = key.CreatedBy,
            CreatedAt = key.CreatedAt,
        });
    }

    private static string RenderToken => new('0', 64);

    /// <summary>What is only ever listed.</summary>
    private Task PlantListsAsync() => AddAsync(Containers.Accounts, new ConnectedAccount
    {
        Id = New("acc"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = Owner.User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        Platform = "tiktok",
        ExternalId = Canary,
        DisplayName = $"Account {Canary}",
        Status = AccountStatus.Connected,
        Scopes = [],
        SealedAccessToken = Canary,
        AccessExpiresAt = Tomorrow,
        SealedRefreshToken = Canary,
        RefreshExpiresAt = Tomorrow,
    });

    private async Task AddFindingsAsync(Video video)
    {
        await AddAsync(Containers.Patterns, new Pattern
        {
            Id = New("pat"),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = Owner.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            VideoId = video.Id,
            Content = new PatternContent("hook_timing", Canary, 1, 1, null, 0, 1, 1, new PatternReference("m", "s", 0, 1, Canary, 0), [], new Dictionary<string, double>(), Canary),
        });
        await AddAsync(Containers.Strategies, new Strategy
        {
            Id = New("str"),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = Owner.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            VideoId = video.Id,
            Brief = new StrategyBrief(Canary, ["tiktok"]),
            Model = "none",
            PromptVersion = 1,
            Content = new StrategyContent(Canary, [], [], [], []),
        });
        await AddAsync(Containers.Scripts, new Script
        {
            Id = New("scr"),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = Owner.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            VideoId = video.Id,
            Brief = new ScriptBrief(Canary, ["tiktok"]),
            Model = "none",
            PromptVersion = 1,
            Content = new ScriptContent(Canary, Canary, [], [], 0),
        });
        var measured = new MediaMeasurements(1, 1, [], [], [], [], null, [new KeyFrame(0, $"{Canary}.jpg")], "p.jpg", new PreviewStrip("s.jpg", 1, 1, 1, 1, 1));
        await Storage.PutAsync(_shortloop, video.MeasurementsPath, new BinaryData(JsonSerializer.SerializeToUtf8Bytes(measured, JsonSerializerOptions.Web)));
    }
}
