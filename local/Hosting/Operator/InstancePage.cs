using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Engine;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>One orchestration: what it was given and gave back, its history, and what may be done with it. The only page that shows payloads.</summary>
internal sealed class InstancePage(IServiceProvider services, TimeProvider time, InstanceForms forms)
{
    public static string Address(string id) => $"/_host/orchestration?id={Uri.EscapeDataString(id)}";

    public Task<IResult> ShowAsync(string? id, string? scale, CancellationToken cancellation) => DrawAsync(id ?? "", scale == "steps", null, cancellation);

    /// <param name="draft">An event that could not be raised, so that nothing has to be typed again; null: none.</param>
    public async Task<IResult> DrawAsync(string id, bool bySteps, EventDraft? draft, CancellationToken cancellation)
    {
        if (services.GetService<DurableTaskClient>() is not { } client || string.IsNullOrEmpty(id)
            || await client.GetInstancesAsync(id, getInputsAndOutputs: true, cancellation) is not { } instance)
            return OperatorPages.NotFound($"There is no orchestration '{id}'. It may have been purged.");

        var history = services.GetService<IInstanceHistory>()?.ReadHistory(id) ?? [];
        var timeline = Timeline.Of(history);
        return new Page(instance.Name, "Orchestrations", $"""
            <div data-live id="head">{Head(instance, timeline)}</div>
            {forms.Show(instance, draft)}
            <div data-live id="payloads">{Payloads(instance)}</div>
            <section aria-labelledby="timeline-title">
              <h2 id="timeline-title">Timeline</h2>
              <div data-live id="timeline">{TimelineView.Draw(timeline, End(instance, timeline), instance.IsCompleted, Address(id), bySteps)}</div>
            </section>
            <div data-live id="history">{History(history)}</div>
            """) { Status = draft is null ? StatusCodes.Status200OK : StatusCodes.Status400BadRequest };
    }

    private DateTime End(OrchestrationMetadata instance, Timeline timeline) =>
        instance.IsCompleted || time.GetUtcNow().UtcDateTime < timeline.End ? timeline.End : time.GetUtcNow().UtcDateTime;

    private static Html Head(OrchestrationMetadata instance, Timeline timeline) => $"""
        <h1>{instance.Name} {Parts.Pill(instance.RuntimeStatus)}</h1>
        <dl class="facts">
          <div><dt>Id</dt><dd><code class="id">{instance.InstanceId}</code></dd></div>
          <div><dt>Created</dt><dd>{Parts.Time(instance.CreatedAt)}</dd></div>
          <div><dt>Last change</dt><dd>{Parts.Time(instance.LastUpdatedAt)}</dd></div>
          {(timeline.Parent is { } parent ? $"""<div><dt>Started by</dt><dd><a href="{Address(parent.Id)}">{parent.Name}</a></dd></div>""" : Html.Empty)}
          {instance.Tags.OrderBy(tag => tag.Key, StringComparer.Ordinal).Select(tag => (Html)$"<div><dt>{tag.Key}</dt><dd>{tag.Value}</dd></div>")}
        </dl>
        {Failure(instance.FailureDetails)}
        """;

    private static Html Failure(TaskFailureDetails? failure) => failure is null ? Html.Empty : $"""
        <section class="failure" aria-labelledby="failure-title">
          <h2 id="failure-title">{failure.ErrorType}</h2>
          <p>{failure.ErrorMessage}</p>
          {Inner(failure.InnerFailure)}
          {(failure.StackTrace is { } trace ? $"""<details id="trace"><summary>Stack trace</summary><pre>{trace}</pre></details>""" : Html.Empty)}
        </section>
        """;

    private static Html Inner(TaskFailureDetails? failure) => failure is null
        ? Html.Empty
        : $"<p>because of <strong>{failure.ErrorType}</strong>: {failure.ErrorMessage}</p>{Inner(failure.InnerFailure)}";

    private static Html Payloads(OrchestrationMetadata instance) => $"""
        <div class="payloads">
          <section aria-labelledby="input-title"><h2 id="input-title">Input</h2>{Parts.Payload(instance.SerializedInput)}</section>
          <section aria-labelledby="output-title"><h2 id="output-title">Output</h2>{Parts.Payload(instance.SerializedOutput)}</section>
          {(instance.SerializedCustomStatus is { } status
              ? $"""<section aria-labelledby="status-title"><h2 id="status-title">Custom status</h2>{Parts.Payload(status)}</section>""" : Html.Empty)}
        </div>
        """;

    private static Html History(IReadOnlyList<HistoryEntry> history) => history.Count == 0 ? Html.Empty : $"""
        <details class="history" id="entries"><summary>History as stored, {history.Count} entries</summary>
          <ol start="{history[Math.Max(history.Count - MostEntries, 0)].Sequence}">{history.TakeLast(MostEntries).Select(
              entry => (Html)$"<li><strong>{entry.Kind}</strong> <code>{Short(entry.Json)}</code></li>")}</ol>
        </details>
        """;

    private const int MostEntries = 500;
    private const int LongestEntry = 2_000;

    private static string Short(string json) => json.Length <= LongestEntry ? json : $"{json[..LongestEntry]}… ({json.Length - LongestEntry} more characters)";
}
