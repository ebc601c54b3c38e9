using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Contracts;

public enum Mood
{
    Calm,
    VeryGlad,
}

public sealed record Detail(double Seconds, string? Word = null);

/// <summary>A document with a field of every kind that conditions know.</summary>
public sealed record Note : Document
{
    public string? Text { get; init; }

    public long Count { get; init; }

    public double? Weight { get; init; }

    public bool Done { get; init; }

    public Mood Mood { get; init; }

    public DateTimeOffset? DueAt { get; init; }

    public IReadOnlyList<string>? Tags { get; init; }

    public Detail? Detail { get; init; }
}
