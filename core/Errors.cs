namespace Shortloop.Core;

/// <summary>
/// The error decides whether to retry. Adapters and use cases throw one of these two; anything else is a surprise
/// and is treated as transient, because a bug fixed by a deploy should let the work go on.
/// </summary>
public abstract class WorkException(string code, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>Stable, machine-readable, snake_case. Part of the API.</summary>
    public string Code { get; } = code;
}

/// <summary>Doing it again gives the same answer: bad input, refused, gone. The message says what a person can do.</summary>
public sealed class PermanentException(string code, string message, Exception? inner = null) : WorkException(code, message, inner);

/// <summary>Worth another try after <see cref="RetryAfter"/> (or the policy's own delay): throttled, unavailable, cut off.</summary>
public sealed class TransientException(string code, string message, TimeSpan? retryAfter = null, Exception? inner = null)
    : WorkException(code, message, inner)
{
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
