using Microsoft.DurableTask;

namespace Shortloop.Engine.History;

/// <summary>Why something failed, as stored. Mirrors <see cref="TaskFailureDetails"/> and adds whether a retry can help.</summary>
internal sealed record Failure(
    string ErrorType, string ErrorMessage, string? StackTrace, Failure? Inner = null, bool NonRetriable = false)
{
    internal static Failure From(Exception error) => error is TaskFailedException failed
        ? new(typeof(TaskFailedException).FullName!, error.Message, error.StackTrace, From(failed.FailureDetails))
        : From(TaskFailureDetails.FromException(error));

    internal TaskFailureDetails ToDetails() => new(ErrorType, ErrorMessage, StackTrace, Inner?.ToDetails(), null);

    private static Failure From(TaskFailureDetails details) => new(
        details.ErrorType, details.ErrorMessage, details.StackTrace, details.InnerFailure is { } inner ? From(inner) : null);
}
