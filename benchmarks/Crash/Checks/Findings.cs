using System.Collections.Concurrent;

namespace Shortloop.Crash.Checks;

/// <summary>What the checks found, a sentence each.</summary>
internal sealed class Findings
{
    public ConcurrentBag<string> Lost { get; } = [];

    public ConcurrentBag<string> Wrong { get; } = [];

    public ConcurrentBag<string> StepsTwice { get; } = [];
}
