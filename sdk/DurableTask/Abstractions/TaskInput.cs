namespace Microsoft.DurableTask;

internal static class TaskInput
{
    /// <summary>No input at all is the default of the type, also of a value type.</summary>
    public static T As<T>(object? input) => input switch
    {
        T typed => typed,
        null => default!,
        _ => throw new ArgumentException($"Input of type {input.GetType()} is not a {typeof(T)}.", nameof(input)),
    };
}
