namespace Microsoft.DurableTask;

/// <summary>Names a class-based orchestrator or activity; without a name the class's own is used.</summary>
[AttributeUsage(AttributeTargets.Class, AllowMultiple = false, Inherited = false)]
public sealed class DurableTaskAttribute(string? name = null) : Attribute
{
    public TaskName Name { get; } = new(name!);

    public string? Version { get; set; }
}
