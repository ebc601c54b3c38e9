using Microsoft.DurableTask;
using Shortloop.Core;

namespace Shortloop.Orchestrations;

/// <summary>What a person is told of a failed step: our own sentences, never the raw text of a surprise (paths, type names).</summary>
internal static class Failures
{
    private const string Surprise = "Something went wrong on our side. Try again; if it stays, the logs say more.";

    private static readonly string[] Ours = [typeof(PermanentException).FullName!, typeof(TransientException).FullName!];

    public static string Say(TaskFailureDetails failure)
    {
        for (TaskFailureDetails? at = failure; at is not null; at = at.InnerFailure)
        {
            if (Ours.Contains(at.ErrorType))
                return at.ErrorMessage;
        }

        return Surprise;
    }
}
