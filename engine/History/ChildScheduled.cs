namespace Shortloop.Engine.History;

/// <summary>A sub-orchestration was asked for.</summary>
internal sealed record ChildScheduled(int Task, string Name, string Version, string InstanceId) : Decision(Task)
{
    internal override string Step => $"sub-orchestration '{Name}' with id '{InstanceId}'";
}
