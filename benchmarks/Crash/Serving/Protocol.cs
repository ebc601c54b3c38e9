using System.Text.Json;
using Shortloop.Engine;

namespace Shortloop.Crash.Serving;

internal enum OrderKind
{
    Start,
    Raise,
    Suspend,
    Resume,
    Terminate,

    /// <summary>Answered once the instance has finished.</summary>
    Await,

    /// <summary>Answered at once, without a state if there is no such instance.</summary>
    Look,

    History,
}

/// <summary>One line to the process. Answers come in any order.</summary>
/// <param name="Id">The answer has the same.</param>
/// <param name="Name">The orchestrator to start or the event to raise.</param>
/// <param name="Payload">Input, event's payload, or output of a termination.</param>
internal sealed record Order(OrderKind Kind, string InstanceId, string Name = "", JsonElement? Payload = null, long Id = 0);

/// <summary>One line from the process. <see cref="Ready"/> is the id of the line that says it has started.</summary>
internal sealed record Answer(long Id, string? Error = null, State? State = null, IReadOnlyList<HistoryEntry>? History = null)
{
    public const long Ready = 0;
}

/// <summary>How an instance stands; output and custom status as JSON.</summary>
internal sealed record State(string Status, string? Output, string? CustomStatus);
