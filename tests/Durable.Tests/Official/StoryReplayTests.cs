using System.Reflection;
using System.Text.Json.Nodes;
using Google.Protobuf;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker.Grpc;
using Shortloop.Orchestrations;

namespace Shortloop.Durable.Tests.Official;

/// <summary>
/// The stories on the official worker, called as the Functions host calls it on Azure: step by step through every recorded execution, the worker must
/// ask for what the embedded engine asked for, under the same number, and end the same way.
/// </summary>
public sealed class StoryReplayTests
{
    private static readonly Dictionary<string, MethodInfo> Stories = typeof(TaskCatalog).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance))
        .Where(method => method.GetParameters().Any(parameter => parameter.IsDefined(typeof(OrchestrationTriggerAttribute))))
        .ToDictionary(method => method.GetCustomAttribute<FunctionAttribute>()!.Name);

    [Fact]
    public void Run_EveryRecordedExecution_TakesTheSameSteps()
    {
        ReleasedStory[] recorded = [.. ReleasedStory.All()];

        Assert.Empty(TaskCatalog.Stories.Except(recorded.Select(story => story.Story)));
        string[] problems = [.. recorded.SelectMany(story => Problems(story).Select(problem => $"{story.Name}: {problem}"))];
        Assert.True(problems.Length == 0, string.Join('\n', problems));
    }

    /// <summary>That the worker's own check notices a step that is another one.</summary>
    [Fact]
    public void Run_HistoryOfAnotherStep_Fails()
    {
        ReleasedStep step = ReleasedStory.All().First(story => story.Name == "PublishPost.published.json").Steps().ElementAt(2);
        step.Past.First(happened => happened.TaskScheduled is not null).TaskScheduled.Name = "AnotherActivity";

        OrchestratorResponse answer = Run("PublishPost", step);

        CompleteOrchestrationAction end = Assert.Single(answer.Actions, action => action.CompleteOrchestration is not null).CompleteOrchestration;
        Assert.Equal(OrchestrationStatus.Failed, end.OrchestrationStatus);
        Assert.StartsWith("Non-Deterministic workflow detected", end.Result, StringComparison.Ordinal);
    }

    private static IEnumerable<string> Problems(ReleasedStory story)
    {
        foreach (var (number, step) in story.Steps().Index())
        {
            OrchestratorResponse answer = Run(story.Story, step);
            OrchestratorAction[] asked = [.. answer.Actions.Where(action => action.CompleteOrchestration is null)];
            string then = string.Join("; ", step.Made.Select(Say)), now = string.Join("; ", asked.Select(Say));
            if (then != now)
                yield return $"step {number} asked for [{then}] and on the official worker for [{now}].";
            CompleteOrchestrationAction? end = answer.Actions.SingleOrDefault(action => action.CompleteOrchestration is not null)?.CompleteOrchestration;
            if (end is null != !step.IsLast)
                yield return $"step {number} is {(step.IsLast ? "" : "not ")}the last one.";
            if (end is null)
                continue;
            string how = end.OrchestrationStatus.ToString();
            if (how != story.End)
                yield return $"it ends as {how} instead of {story.End}: {end.FailureDetails?.ErrorMessage}";
            else if (how != nameof(OrchestrationStatus.Failed) && !JsonNode.DeepEquals(Node(end.Result), story.Left))
                yield return $"it leaves {end.Result} instead of {story.Left?.ToJsonString()}.";
        }
    }

    private static OrchestratorResponse Run(string story, ReleasedStep step)
    {
        var request = new OrchestratorRequest { InstanceId = "recorded", ExecutionId = "execution" };
        request.PastEvents.Add(step.Past);
        request.NewEvents.Add(step.News);
        string answer = GrpcOrchestrationRunner.LoadAndRun(Convert.ToBase64String(request.ToByteArray()), new Story(Stories[story]), null);
        return OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(answer));
    }

    private static string Say(HistoryEvent made) => made.EventTypeCase switch
    {
        HistoryEvent.EventTypeOneofCase.TaskScheduled => $"{made.EventId} {made.TaskScheduled.Name}({Plain(made.TaskScheduled.Input)})",
        HistoryEvent.EventTypeOneofCase.TimerCreated => $"{made.EventId} until {made.TimerCreated.FireAt}",
        _ => $"{made.EventId} {made.SubOrchestrationInstanceCreated.InstanceId}: {made.SubOrchestrationInstanceCreated.Name}({Plain(made.SubOrchestrationInstanceCreated.Input)})",
    };

    private static string Say(OrchestratorAction asked) => asked.OrchestratorActionTypeCase switch
    {
        OrchestratorAction.OrchestratorActionTypeOneofCase.ScheduleTask => $"{asked.Id} {asked.ScheduleTask.Name}({Plain(Argument(asked.ScheduleTask.Input))})",
        OrchestratorAction.OrchestratorActionTypeOneofCase.CreateTimer => $"{asked.Id} until {asked.CreateTimer.FireAt}",
        OrchestratorAction.OrchestratorActionTypeOneofCase.CreateSubOrchestration =>
            $"{asked.Id} {asked.CreateSubOrchestration.InstanceId}: {asked.CreateSubOrchestration.Name}({Plain(asked.CreateSubOrchestration.Input)})",
        _ => asked.ToString(),
    };

    // The worker hands over a list of arguments, which is of one.
    private static string? Argument(string? list) => Node(list) is JsonArray { Count: 1 } only ? only[0]?.ToJsonString() : list;

    private static string? Plain(string? json) => Node(json)?.ToJsonString();

    private static JsonNode? Node(string? json) => string.IsNullOrEmpty(json) ? null : JsonNode.Parse(json);

    private sealed class Story(MethodInfo method) : ITaskOrchestrator
    {
        private readonly ParameterInfo? _input = method.GetParameters().SingleOrDefault(parameter => parameter.ParameterType != typeof(TaskOrchestrationContext));

        public Type InputType => _input?.ParameterType ?? typeof(object);

        public Type OutputType => method.ReturnType.IsGenericType ? method.ReturnType.GetGenericArguments()[0] : typeof(object);

        public async Task<object?> RunAsync(TaskOrchestrationContext context, object? input)
        {
            var done = (Task)method.Invoke(null, [.. method.GetParameters().Select(parameter => parameter == _input ? input : context)])!;
            await done;
            return done.GetType().GetProperty("Result")?.GetValue(done) is { } result && method.ReturnType.IsGenericType ? result : null;
        }
    }
}
