using Google.Protobuf;
using Google.Protobuf.WellKnownTypes;
using Microsoft.DurableTask.Protobuf;
using Microsoft.DurableTask.Worker.Grpc;

namespace Shortloop.Durable.Tests.Official;

/// <summary>What the official worker does where its in-process test host can't show it.</summary>
public sealed class WorkerTests
{
    /// <summary>The test host loses them; the worker asks for them to be sent to the next execution, where they come after what was raised meanwhile.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void ContinueAsNew_BufferedEvents_AreSentOnOnlyIfAsked(bool preserve)
    {
        var request = new OrchestratorRequest { InstanceId = "one" };
        request.NewEvents.Add(
        [
            Now(happened => happened.OrchestratorStarted = new()),
            Now(happened => happened.ExecutionStarted = new() { Name = "Main", OrchestrationInstance = new() { InstanceId = "one", ExecutionId = "execution" } }),
            Now(happened => happened.EventRaised = new() { Name = "word", Input = "\"early\"" }),
            Now(happened => happened.EventRaised = new() { Name = "go" }),
        ]);

        string answer = GrpcOrchestrationRunner.LoadAndRun<object, string>(Convert.ToBase64String(request.ToByteArray()), async (context, _) =>
        {
            await context.WaitForExternalEvent<string>("go");
            context.ContinueAsNew(true, preserve);
            return "";
        });

        OrchestratorAction[] asked = [.. OrchestratorResponse.Parser.ParseFrom(Convert.FromBase64String(answer)).Actions];
        Assert.Equal(OrchestrationStatus.ContinuedAsNew, asked[^1].CompleteOrchestration.OrchestrationStatus);
        Assert.Equal(preserve ? ["one word \"early\""] : [], asked[..^1].Select(action => action.SendEvent).Select(sent => $"{sent.Instance.InstanceId} {sent.Name} {sent.Data}"));
    }

    private static HistoryEvent Now(Action<HistoryEvent> what)
    {
        var happened = new HistoryEvent { EventId = -1, Timestamp = Timestamp.FromDateTimeOffset(DateTimeOffset.UnixEpoch) };
        what(happened);
        return happened;
    }
}
