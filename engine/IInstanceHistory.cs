namespace Shortloop.Engine;

/// <summary>Lets an operator's page look into an instance.</summary>
public interface IInstanceHistory
{
    /// <summary>The events of the instance's current execution, in order; none if there is no such instance.</summary>
    IReadOnlyList<HistoryEntry> ReadHistory(string instanceId);
}
