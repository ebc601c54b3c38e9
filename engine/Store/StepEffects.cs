namespace Shortloop.Engine.Store;

/// <summary>What the engine must set going once a commit is on the disk.</summary>
internal sealed class StepEffects
{
    /// <summary>False if the step belonged to nobody any more and nothing was stored.</summary>
    internal bool Applied { get; init; } = true;

    /// <summary>Instances with new messages.</summary>
    internal HashSet<long> Ready { get; } = [];

    internal List<ActivityRow> Activities { get; } = [];

    internal List<(long Key, long DueAt)> Due { get; } = [];

    /// <summary>Instances whose status has changed, for those who wait for it.</summary>
    internal List<string> Changed { get; } = [];
}
