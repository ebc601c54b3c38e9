namespace Shortloop.Engine.History;

/// <summary>An activity was asked for. Its input is in the activity's row until it has run; replay never needs it.</summary>
internal sealed record ActivityScheduled(int Task, string Name, string Version) : Decision(Task)
{
    internal override string Step => $"activity '{Name}'";
}
