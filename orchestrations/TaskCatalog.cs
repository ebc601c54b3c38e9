namespace Shortloop.Orchestrations;

/// <summary>Every story, once. A test holds it against the functions found in this assembly, and golden histories against its names.</summary>
public static class TaskCatalog
{
    public static readonly IReadOnlyList<string> Stories =
    [
        Core.Operations.Stories.ProduceVideo,
        Core.Operations.Stories.RenderEdit,
        Core.Operations.Stories.PublishPost,
        Core.Operations.Stories.CollectMetrics,
        Core.Operations.Stories.RefreshCoachTrends,
        Core.Operations.Stories.SendMail,
        Core.Operations.Stories.TakePayment,
        Core.Operations.Stories.ExportUser,
        Core.Operations.Stories.Delete,
        Core.Operations.Stories.ApplyRetention,
        Core.Operations.Stories.WriteNote,
        Core.Operations.Stories.PlanMonth,
        Core.Operations.Stories.RotateKeys,
        Core.Radar.RadarStories.Round,
        Core.Radar.RadarStories.Discover,
        Core.Radar.RadarStories.Monitor,
        Core.Radar.RadarStories.Analyse,
        Core.Radar.RadarStories.Clean,
    ];
}
