using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Engine.History;
using Shortloop.Engine.Store;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Worker;

/// <summary>Runs one activity in its own service scope and stores its answer. Killed before that, it is run again after the next start.</summary>
internal sealed class ActivityRunner(
    GroupCommitter committer, TaskCatalog catalog, DurableEngineOptions options, IServiceScopeFactory scopes, ILoggerFactory loggers, TimeProvider clock)
{
    private static readonly TimeSpan RetryDelay = TimeSpan.FromSeconds(1);

    private readonly ILogger _logger = loggers.CreateLogger<ActivityRunner>();

    /// <returns>Whether the orchestrator has an answer to look at.</returns>
    internal async Task<bool> RunAsync(ActivityRow activity, CancellationToken stopping)
    {
        var answer = await Answer(activity);
        while (true)
        {
            try
            {
                return await committer.Commit(db => Activities.Complete(db, activity, answer));
            }
            catch (Exception error) when (!stopping.IsCancellationRequested && error is not SqliteFileException { Fault: SqliteFault.Damaged })
            {
                _logger.ActivityNotStored(activity.Name, activity.InstanceId, error);
            }
            await Task.Delay(RetryDelay, clock, stopping);
        }
    }

    private async Task<HistoryEvent> Answer(ActivityRow activity)
    {
        using var span = Tracing.StartActivity(activity);
        await using var scope = scopes.CreateAsyncScope();
        try
        {
            if (!catalog.TryCreateActivity(activity.Name, activity.Version, scope.ServiceProvider, out var task)) return NotFound(activity);
            var input = options.DataConverter.Deserialize(activity.Input, task.InputType);
            var output = await task.RunAsync(new ActivityCall(activity), input);
            return new ActivityCompleted(activity.Task, options.DataConverter.Serialize(output));
        }
        catch (Exception error)
        {
            span.Failed(error);
            _logger.ActivityFailed(activity.Name, activity.InstanceId, error);
            return new ActivityFailed(activity.Task, Failure.From(error));
        }
    }

    private static ActivityFailed NotFound(ActivityRow activity) => new(activity.Task, new Failure(
        "ActivityTaskNotFound", $"No activity task named '{activity.Name}' was found.", null, NonRetriable: true));
}
