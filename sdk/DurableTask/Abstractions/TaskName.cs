namespace Microsoft.DurableTask;

/// <summary>The name of an orchestrator or activity. Compared without regard to case.</summary>
public readonly struct TaskName : IEquatable<TaskName>
{
    /// <summary>A null or empty name becomes the empty name, which equals <c>default</c>.</summary>
    public TaskName(string name) => Name = name ?? string.Empty;

    public string Name { get; }

    public static implicit operator TaskName(string value) => string.IsNullOrEmpty(value) ? default : new(value);

    public static implicit operator string(TaskName value) => value.Name;

    public static bool operator ==(TaskName a, TaskName b) => a.Equals(b);

    public static bool operator !=(TaskName a, TaskName b) => !a.Equals(b);

    public bool Equals(TaskName other) => string.Equals(Name ?? "", other.Name ?? "", StringComparison.OrdinalIgnoreCase);

    public override bool Equals(object? obj) => obj is TaskName other && Equals(other);

    public override int GetHashCode() => StringComparer.OrdinalIgnoreCase.GetHashCode(Name ?? "");

    public override string ToString() => Name ?? string.Empty;
}
