using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Operations;
using Shortloop.Orchestrations.Edits;
using Shortloop.Orchestrations.Publishing;

namespace Shortloop.Orchestrations.Videos;

/// <summary>
/// The main chain, from an uploaded file to posts in the due index. Publishing itself is a story of its own that the due index starts:
/// it may be days away, or wait for a person, and neither should hold an orchestration open.
/// </summary>
public static class ProduceVideo
{
    [Function(Stories.ProduceVideo)]
    public static async Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, ProduceInput input)
    {
        try
        {
            if (input.Cards)
                await context.CallActivityAsync(nameof(MakeCardsActivity), input, Policies.Inside);
            if (input.Generated)
                await GenerateVideo.RunAsync(context, input);
            await context.CallActivityAsync(nameof(ProbeVideoActivity), input, Policies.Inside);
            await context.CallActivityAsync(nameof(MeasureVideoActivity), input, Policies.Inside);
            await context.CallActivityAsync(nameof(FindPatternsActivity), input, Policies.Inside);
            await context.CallActivityAsync(nameof(IndexVideoActivity), input, Policies.Inside);
            await context.CallActivityAsync(nameof(WriteStrategyActivity), input, Policies.Outside);
            await context.CallActivityAsync(nameof(WriteScriptActivity), input, Policies.Outside);
            string editId = await context.CallActivityAsync<string>(nameof(PlanEditActivity), input, Policies.Inside);

            RenderSettled render = await context.CallSubOrchestratorAsync<RenderSettled>(
                Stories.RenderEdit, new RenderInput(input.OrgId, editId, input.JobId, input.Run),
                new SubOrchestrationOptions { InstanceId = $"{context.InstanceId}-render" });
            await context.CallActivityAsync(nameof(SettleRenderActivity), new SettleRenderInput(input, render), Policies.Inside);
            if (!render.Succeeded)
                return;

            string[] posts = await context.CallActivityAsync<string[]>(nameof(DraftPostsActivity), input, Policies.Inside);
            foreach (string postId in posts)
                await context.CallActivityAsync(nameof(ReleasePostActivity), new ReleasePostInput(input, postId), Policies.Inside);
            await context.CallActivityAsync(nameof(FinishProduceActivity), input, Policies.Inside);
        }
        catch (TaskFailedException error)
        {
            // Permanent failures were told by the step itself; this tells of transient ones that did not pass.
            await context.CallActivityAsync(nameof(FailJobActivity), new FailJobInput(input, Failures.Say(error.FailureDetails)), Policies.Inside);
            if (input.Generated)
                await context.CallActivityAsync(nameof(CloseVideoActivity), input, Policies.Inside);
        }
    }
}
