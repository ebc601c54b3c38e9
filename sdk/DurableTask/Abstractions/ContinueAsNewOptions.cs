namespace Microsoft.DurableTask;

public class ContinueAsNewOptions
{
    public object? NewInput { get; set; }

    /// <summary>Null: the new generation keeps the version of this one.</summary>
    public string? NewVersion { get; set; }

    public bool PreserveUnprocessedEvents { get; set; } = true;
}
