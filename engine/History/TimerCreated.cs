namespace Shortloop.Engine.History;

internal sealed record TimerCreated(int Task, DateTime FireAt) : Decision(Task)
{
    internal override string Step => "a timer";
}
