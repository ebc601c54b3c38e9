namespace Shortloop.Crash;

/// <summary>What a served engine does wrong on purpose, so that the harness can be seen to notice.</summary>
public enum Fault
{
    None,

    /// <summary>Some starts are confirmed and never made.</summary>
    DropStart,

    /// <summary>Some events are confirmed and never raised.</summary>
    DropEvent,

    /// <summary>Some activities run twice in a row.</summary>
    RunTwice,

    /// <summary>Events from orchestration to orchestration are sent twice.</summary>
    TellTwice,
}
