using Shortloop.Core;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Retention;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Core.Radar;
using Shortloop.Core.Radar.Measuring;
using Shortloop.Core.Radar.Trends;
using Shortloop.Core.Radar.Watching;

namespace Shortloop.Local.Tests.Releases;

/// <summary>The main ways through every story: the one that is meant, and each that ends otherwise. A new step of a story needs a way that goes through it.</summary>
internal static class Ways
{
    private const string Instance = "recorded";

    private static readonly DateTimeOffset At = new(2026, 11, 2, 9, 0, 0, TimeSpan.Zero);
    private static readonly ProduceInput Produce = new("org", "user", "video", "job");
    private static readonly RenderInput Render = new("org", "edit", "job");
    private static readonly RenderSettled Rendered = new(1, true, false, false, null, null);
    private static readonly PostInput Post = new("org", "post", "");
    private static readonly NoteInput Note = new("org", "job");
    private static readonly PlanInput Plan = new("org", "user", "month", "job");
    private static readonly WatchInput Watch = new("org", At, 2, "job");
    private static readonly PermanentException Permanent = new("unreadable", "The file can't be read.");
    private static readonly TransientException Transient = new("unavailable", "The service did not answer.");

    public static readonly Way[] All =
    [
        Of(Stories.ProduceVideo, "published", Produce, new()
        {
            ["PlanEditActivity"] = ["edit"],
            ["RenderEdit"] = [Rendered],
            ["DraftPostsActivity"] = [(string[])["post-1", "post-2"]],
        }),
        Of(Stories.ProduceVideo, "cards", Produce with { Cards = true, Run = 1 }, new()
        {
            ["ProbeVideoActivity"] = [Transient, null],
            ["PlanEditActivity"] = ["edit"],
            ["RenderEdit"] = [Rendered],
            ["DraftPostsActivity"] = [Array.Empty<string>()],
        }),
        Of(Stories.ProduceVideo, "generated", Produce with { Generated = true }, new()
        {
            ["FetchVideoActivity"] = [false, false, true],
            ["PlanEditActivity"] = ["edit"],
            ["RenderEdit"] = [Rendered with { Succeeded = false, Permanent = true, Code = "render_failed", Message = "No." }],
        }),
        Of(Stories.ProduceVideo, "broken", Produce with { Generated = true }, new() { ["FetchVideoActivity"] = [true], ["MeasureVideoActivity"] = [Permanent] }),

        Of(Stories.RenderEdit, "rendered", Render, new() { ["CloseRenderActivity"] = [Rendered] }, Rendered),
        Of(Stories.RenderEdit, "lost", Render, new() { ["CloseRenderActivity"] = [Rendered with { Attempt = 2 }] }, null, Rendered with { Attempt = 2 }),
        Of(Stories.RenderEdit, "retried", Render with { Run = 1 }, new() { ["CloseRenderActivity"] = [null] },
            Rendered with { Succeeded = false, Attempt = 4 }, Rendered with { Succeeded = false, Attempt = 4 }, Rendered with { Attempt = 5 }),
        Of(Stories.RenderEdit, "unheard", Render, new() { ["CloseRenderActivity"] = [Rendered with { Attempt = 3, Succeeded = false, Permanent = true, Code = "render_failed", Message = "No." }] }),
        Of(Stories.RenderEdit, "over", Render, new() { ["OrderRenderActivity"] = [Rendered], ["CloseRenderActivity"] = [Rendered] }),
        Of(Stories.RenderEdit, "not_ordered", Render, new() { ["OrderRenderActivity"] = [Permanent] }),

        Of(Stories.PublishPost, "published", Post, new()
        {
            ["PreparePostActivity"] = [true],
            ["CheckPostActivity"] = [PostVerdict.Pending, PostVerdict.Pending, PostVerdict.Settled],
        }),
        Of(Stories.PublishPost, "not_now", Post, new() { ["PreparePostActivity"] = [false] }),
        Of(Stories.PublishPost, "refused", Post, new() { ["PreparePostActivity"] = [true], ["CheckPostActivity"] = [PostVerdict.Refused] }),
        Of(Stories.PublishPost, "tried_again", Post, new() { ["PreparePostActivity"] = [true], ["CheckPostActivity"] = [PostVerdict.TryAgain] }),
        Of(Stories.PublishPost, "answer_lost", Post, new() { ["PreparePostActivity"] = [true], ["UploadPostActivity"] = [Permanent] }),
        Of(Stories.PublishPost, "not_prepared", Post, new() { ["PreparePostActivity"] = [Permanent] }),

        Of(Stories.CollectMetrics, "first", Post, new()
        {
            ["CheckPostActivity"] = [PostVerdict.Settled],
            ["ReadMetricsActivity"] = [false, false, true],
        }),
        Of(Stories.CollectMetrics, "later", Post with { Label = "24h" }, new()
        {
            ["CheckPostActivity"] = [PostVerdict.Settled],
            ["ReadMetricsActivity"] = [true],
        }),
        Of(Stories.CollectMetrics, "gap", Post, new() { ["CheckPostActivity"] = [Permanent] }),

        Of(Stories.RefreshCoachTrends, "all", new CoachTrendsInput(null), new()
        {
            ["ListDueFeedsActivity"] = [(FeedKey[])[new("cooking", "en"), new("travel", "de")]],
            ["RefreshFeedActivity"] = [Permanent, 12],
        }),
        Of(Stories.RefreshCoachTrends, "one", new CoachTrendsInput(new FeedKey("cooking", "en")), new() { ["RefreshFeedActivity"] = [12] }),

        Of(Stories.SendMail, "sent", new MailInput("envelope"), new() { ["SendMailActivity"] = [Transient, null] }),
        Of(Stories.SendMail, "given_up", new MailInput("envelope"), new() { ["SendMailActivity"] = [Permanent] }),
        Of(Stories.TakePayment, "taken", new PaymentNews("evt", PaymentEventKind.CheckoutCompleted, "cs", "pi", 900), []),

        Of(Stories.ExportUser, "whole", new ExportInput("user", "export"), new() { ["WriteExportActivity"] = [true, true, false] }),
        Of(Stories.ExportUser, "goes_on", new ExportInput("user", "export", Planned: true), new() { ["WriteExportActivity"] = [true] }),
        Of(Stories.ExportUser, "broken", new ExportInput("user", "export"), new() { ["WriteExportActivity"] = [Permanent] }),

        Of(Stories.Delete, "gone", new DeletionInput("deletion"), []),
        Of(Stories.Delete, "platform_away", new DeletionInput("deletion"), new() { ["RevokeAccountsActivity"] = [Permanent], ["CloseBillingActivity"] = [Transient, null] }),

        // Not of the last kind: another one may follow it.
        Of(Stories.ApplyRetention, "next_page", new RetentionInput(RetentionStep.Jobs, At), new() { ["ApplyRetentionActivity"] = ["here"] }),
        Of(Stories.ApplyRetention, "next_kind", new RetentionInput(RetentionStep.Jobs, At, "here"), []),
        Of(Stories.ApplyRetention, "failed", new RetentionInput(RetentionStep.Exports, At), new() { ["ApplyRetentionActivity"] = [Permanent] }),

        Of(Stories.WriteNote, "written", Note, new() { ["PrepareNoteActivity"] = [6], ["WriteNotePartActivity"] = [Transient, null] }),
        Of(Stories.WriteNote, "broken", Note with { Run = 1 }, new() { ["PrepareNoteActivity"] = [1], ["ComposeNoteActivity"] = [Permanent] }),

        Of(Stories.PlanMonth, "planned", Plan, new()
        {
            ["LayOutMonthActivity"] = [(string[][])[["a", "b"], ["c"]]],
            ["GuardHooksActivity"] = [(string[])["b"], Array.Empty<string>()],
            ["JudgeItemsActivity"] = [(string[])["a"], Array.Empty<string>()],
        }),
        Of(Stories.PlanMonth, "some_anew", Plan with { ItemIds = ["a"] }, new()
        {
            ["LayOutMonthActivity"] = [(string[][])[["a"]]],
            ["GuardHooksActivity"] = [(string[])["a"]],
            ["JudgeItemsActivity"] = [Array.Empty<string>()],
        }),
        Of(Stories.PlanMonth, "broken", Plan, new() { ["LayOutMonthActivity"] = [Permanent] }),

        Of(Stories.RotateKeys, "last_page", new KeyRotationInput(At), new() { ["ResealTokensActivity"] = [new ResealedPage(null, 0)] }),
        Of(Stories.RotateKeys, "more", new KeyRotationInput(At), new() { ["ResealTokensActivity"] = [new ResealedPage("here", 1)] }),
        Of(Stories.RotateKeys, "went_on", new KeyRotationInput(At, "here", 1), new() { ["ResealTokensActivity"] = [new ResealedPage(null, 0)] }),

        Of(RadarStories.Round, "last_page", new RoundInput(RoundKind.Monitoring, At), new()
        {
            ["FindWatchesActivity"] = [new WatchPage(["org-1", "org-2"], 2, null)],
            ["MonitorTrends"] = [Permanent, null],
        }),
        Of(RadarStories.Round, "more", new RoundInput(RoundKind.Discovery, At), new() { ["FindWatchesActivity"] = [new WatchPage(["org-1"], 2, "here")] }),
        Of(RadarStories.Discover, "found", Watch, new()
        {
            ["PlanDiscoveryActivity"] = [new DiscoveryPlan([new(PieceKind.Search, "youtube YouTube", "soup"), new(PieceKind.Chart, "youtube YouTube", Region: "DE")], null)],
            ["DiscoverPieceActivity"] = [Permanent, new TakenIn(20, 5, 1)],
            ["AnalyseTrendsActivity"] = [new AnalysisResult(["trend"], 25)],
        }),
        Of(RadarStories.Discover, "nothing_answered", Watch, new()
        {
            ["PlanDiscoveryActivity"] = [new DiscoveryPlan([new(PieceKind.Blogger, What: "blogger")], "left out")],
            ["DiscoverPieceActivity"] = [Permanent],
        }),
        Of(RadarStories.Discover, "broken", Watch, new() { ["PlanDiscoveryActivity"] = [Permanent] }),
        Of(RadarStories.Monitor, "last_batch", Watch, new()
        {
            ["PlanMonitoringActivity"] = [new MonitorPlan([null, "a", "b", "c", "d", "e"], null, 3)],
            ["MeasureChunkActivity"] = [new ChunkResult(50, 48), Permanent, new ChunkResult(50, 50)],
        }),
        Of(RadarStories.Monitor, "more", Watch, new()
        {
            ["PlanMonitoringActivity"] = [new MonitorPlan([null], "here", 3)],
            ["MeasureChunkActivity"] = [new ChunkResult(50, 48)],
        }),
        Of(RadarStories.Monitor, "stopped", Watch, new()
        {
            ["PlanMonitoringActivity"] = [new MonitorPlan([null], "here", 3)],
            ["MeasureChunkActivity"] = [new ChunkResult(50, 10, true)],
        }),
        Of(RadarStories.Analyse, "found", Watch, new() { ["AnalyseTrendsActivity"] = [new AnalysisResult(["trend"], 25)] }),
        Of(RadarStories.Clean, "last_page", Watch, []),
        Of(RadarStories.Clean, "more", Watch, new() { ["CleanTrendsActivity"] = ["here"] }),
    ];

    private static Way Of(string story, string name, object input, Dictionary<string, object?[]> answers, params object?[] raised) =>
        new(story, name, input, Instance) { Answers = answers, Event = Stories.RenderSettledEvent, Raised = raised };
}
