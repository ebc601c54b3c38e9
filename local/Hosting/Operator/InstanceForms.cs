using Microsoft.DurableTask.Client;

namespace Shortloop.Local.Hosting.Operator;

/// <param name="Problem">What is wrong with it.</param>
internal sealed record EventDraft(string Name, string Payload, string Problem);

/// <summary>The orders that an orchestration's state allows. Those that lose something are folded away and ask once more.</summary>
internal sealed class InstanceForms(Guard guard)
{
    public Html Show(OrchestrationMetadata instance, EventDraft? draft) => $"""
        <section class="orders" id="orders" data-state="{instance.RuntimeStatus.ToString()}" aria-label="Orders">
          {(instance.IsCompleted ? Finished(instance.InstanceId) : Unfinished(instance, draft))}
        </section>
        """;

    private Html Unfinished(OrchestrationMetadata instance, EventDraft? draft) => $"""
        <details class="confirm" id="raise"{(draft is null ? Html.Empty : $" open")}><summary>Raise an event…</summary>
          <form method="post" action="/_host/orchestration/raise">
            {Hidden(instance.InstanceId)}
            {(draft is null ? Html.Empty : $"""<p class="problem" role="alert">{draft.Problem}</p>""")}
            <label>Name <input name="event" value="{draft?.Name}" required autocomplete="off" spellcheck="false"></label>
            <label>Payload as JSON, or nothing <textarea name="payload" rows="4" spellcheck="false">{draft?.Payload}</textarea></label>
            <button>Raise the event</button>
          </form>
        </details>
        {(instance.RuntimeStatus == OrchestrationRuntimeStatus.Suspended ? Simple("resume", instance.InstanceId, "Resume") : Simple("suspend", instance.InstanceId, "Suspend"))}
        {Confirm("terminate", instance.InstanceId, "Terminate…", "Its sub-orchestrations end with it. What activities have done stays done.", "Terminate it")}
        """;

    private Html Finished(string id) => $"""
        {Confirm("restart", id, "Restart…", "Starts it from the beginning with its old input, under its own id. What it did the first time, it may do again.", "Restart it")}
        {Confirm("purge", id, "Purge…", "Removes it with its history, input and output. Nothing brings it back.", "Purge it")}
        """;

    private Html Simple(string order, string id, string label) => $"""
        <form method="post" action="/_host/orchestration/{order}">{Hidden(id)}<button>{label}</button></form>
        """;

    private Html Confirm(string order, string id, string label, string warning, string yes) => $"""
        <details class="confirm" id="{order}"><summary>{label}</summary>
          <form method="post" action="/_host/orchestration/{order}">{Hidden(id)}<p>{warning}</p><button class="danger">{yes}</button></form>
        </details>
        """;

    private Html Hidden(string id) => $"""
        <input type="hidden" name="token" value="{guard.Token}"><input type="hidden" name="id" value="{id}">
        """;
}
