using System.Diagnostics.CodeAnalysis;

namespace Shortloop.Core;

/// <summary>Why an expected thing did not happen. One place in functions/ turns it into a status code.</summary>
public enum ProblemKind
{
    Invalid,
    NotFound,
    Conflict,
    Forbidden,
    TooLarge,
    UnsupportedMedia,
    Unauthorized,
    TooMany,

    /// <summary>Not the version that the caller saw.</summary>
    Changed,

    /// <summary>Well formed, and contradicts what was said before.</summary>
    Unprocessable,
}

/// <param name="Code">Stable, snake_case; part of the API.</param>
/// <param name="Message">A sentence that says what to do.</param>
/// <param name="Details">Field → what is wrong with it.</param>
public sealed record Problem(
    ProblemKind Kind, string Code, string Message, IReadOnlyDictionary<string, string>? Details = null)
{
    /// <summary>When another try may succeed; with <see cref="ProblemKind.TooMany"/>.</summary>
    public TimeSpan? RetryAfter { get; init; }

    public static Problem Missing(string what) => new(ProblemKind.NotFound, "not_found", $"There is no such {what} in your organisation.");

    /// <summary>The ETag sent along is not the current one, or somebody else was faster.</summary>
    public static readonly Problem ChangedMeanwhile = new(
        ProblemKind.Changed, "changed_meanwhile", "This was changed by someone else meanwhile. Read it again and repeat your change.");

    public static Problem InvalidField(string field, string message) =>
        new(ProblemKind.Invalid, "invalid_request", message, new Dictionary<string, string> { [field] = message });
}

/// <summary>A value, or the problem that stands in its way. Expected outcomes are values; surprises are exceptions.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Problem? problem) => (_value, Problem) = (value, problem);

    public Problem? Problem { get; }

    public bool Succeeded([NotNullWhen(true)] out T? value, [NotNullWhen(false)] out Problem? problem)
    {
        (value, problem) = (_value, Problem);
        return problem is null;
    }

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Problem problem) => new(default, problem);
}
