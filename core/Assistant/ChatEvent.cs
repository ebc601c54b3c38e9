namespace Shortloop.Core.Assistant;

/// <summary>What happens in a turn, as it happens.</summary>
public abstract record ChatEvent
{
    private ChatEvent()
    {
    }

    /// <summary>Words that follow those before.</summary>
    public sealed record Text(string Words) : ChatEvent;

    /// <summary>A tool is about to be used.</summary>
    public sealed record Using(string Name, string Title) : ChatEvent;

    public sealed record Shown(Card Card) : ChatEvent;

    /// <summary>The person is asked something. The turn goes on without waiting for the answer.</summary>
    public sealed record Asked(Confirmation Confirmation) : ChatEvent;

    /// <summary>It broke off; what was said until then is kept.</summary>
    public sealed record Failed(WorkException Error) : ChatEvent;

    /// <summary>The last one, also after <see cref="Failed"/>: the turn as it was kept.</summary>
    public sealed record Ended(Turn Turn) : ChatEvent;
}
