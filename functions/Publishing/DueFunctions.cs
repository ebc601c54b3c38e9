using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Planner.Produce;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Publishing;

/// <summary>Starts what is due: woken at its second by a scheduled message, and swept once a minute for whatever a message missed.</summary>
public sealed class DueFunctions(DueIndex due, NoticeMails mails, LatePosts late, ProduceDue produce)
{
    [Function("WakeDue")]
    public async Task WakeAsync(
        [ServiceBusTrigger(Queues.Due, Connection = "ServiceBus")] string body,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        DueIndex.WakeUp? wakeUp = JsonSerializer.Deserialize<DueIndex.WakeUp>(body, JsonSerializerOptions.Web);
        if (wakeUp is not null && await due.FindDueAsync(wakeUp, cancellation) is { } entry)
            await StartAsync(entry, client, cancellation);
    }

    [Function("SweepDue")]
    public async Task SweepAsync(
        [TimerTrigger("0 * * * * *")] TimerInfo timer, [DurableClient] DurableTaskClient client, CancellationToken cancellation)
    {
        foreach (DueEntry entry in await due.FindAllDueAsync(cancellation))
            await StartAsync(entry, client, cancellation);
    }

    // Started first and removed after: a cut between the two starts nothing twice, since the story's id follows from the entry.
    private async Task StartAsync(DueEntry entry, DurableTaskClient client, CancellationToken cancellation)
    {
        var workflows = new DurableWorkflows(client);
        if (entry.Kind == DueKind.Mail)
        {
            NoticeMails.Prepared mail = await mails.PrepareAsync(entry, cancellation);
            if (mail.Later)
                return;
            if (mail.EnvelopeId is { } id)
                await workflows.StartAsync(Stories.SendMail, Stories.MailId(id), new MailInput(id), cancellation);
        }
        else if (entry.Kind == DueKind.Late)
        {
            await late.CheckAsync(entry, cancellation);
        }
        else if (entry.Kind == DueKind.Produce)
        {
            if (await produce.ExecuteAsync(entry, cancellation) is { } job)
                await workflows.StartAsync(Stories.ProduceVideo, Stories.ProduceId(job), ProduceInput.Of(job), cancellation);
        }
        else
        {
            string story = entry.Kind == DueKind.Publish ? Stories.PublishPost : Stories.CollectMetrics;
            await workflows.StartAsync(story, Stories.DueId(entry), new PostInput(entry.OrgId, entry.EntityId, entry.Label), cancellation);
        }

        await due.RemoveAsync(entry, cancellation);
    }
}
