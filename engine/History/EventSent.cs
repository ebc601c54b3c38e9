namespace Shortloop.Engine.History;

/// <summary>The orchestrator sent an event to an instance.</summary>
internal sealed record EventSent(int Task, string InstanceId, string Name) : Decision(Task)
{
    internal override string Step => $"event '{Name}' to '{InstanceId}'";
}
