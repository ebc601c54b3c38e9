using Microsoft.DurableTask;
using Shortloop.Engine.Store;

namespace Shortloop.Engine.Worker;

/// <summary>What an activity sees of its call.</summary>
internal sealed class ActivityCall(ActivityRow activity) : TaskActivityContext
{
    public override TaskName Name => activity.Name;

    public override string InstanceId => activity.InstanceId;

    public override string Version => activity.Version;
}
