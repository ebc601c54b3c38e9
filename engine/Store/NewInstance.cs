using Shortloop.Engine.History;

namespace Shortloop.Engine.Store;

/// <summary>All that a start stores.</summary>
internal sealed record NewInstance(string InstanceId, string Name, string Version, string? Input)
{
    internal IReadOnlyDictionary<string, string>? Tags { get; init; }

    internal long? StartAt { get; init; }

    internal ParentTask? ParentTask { get; init; }

    internal ParentLink? Parent { get; init; }
}
