namespace Shortloop.Functions.Http.Limits;

/// <summary>How large a request's body may be, where the default doesn't fit.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BodyLimitAttribute(long bytes) : Attribute
{
    /// <summary>Plenty for JSON. Videos go straight to storage.</summary>
    public const long Default = 1 << 20;

    public long Bytes { get; } = bytes;

    /// <summary>What is said of a body that is larger, where it can be said better than in general.</summary>
    public string? Code { get; init; }

    /// <summary>With <see cref="Code"/>.</summary>
    public string? Message { get; init; }
}
