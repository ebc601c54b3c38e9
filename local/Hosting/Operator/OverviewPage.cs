using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Engine.Broker;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Timers;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>The first page: how everything stands.</summary>
internal sealed class OverviewPage(FunctionCatalog catalog, TimerService timers, IServiceProvider services, Guard guard)
{
    private const int MostCounted = 1_000;

    private static readonly OrchestrationRuntimeStatus[] Counted =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended, OrchestrationRuntimeStatus.Failed,
    ];

    public async Task<IResult> Show(CancellationToken cancellation) => new Page("Overview", "Overview", $"""
        <h1 class="hidden">Overview</h1>
        {await OrchestrationsAsync(cancellation)}
        {Timers()}
        {Queues()}
        {Functions()}
        """);

    private async Task<Html> OrchestrationsAsync(CancellationToken cancellation)
    {
        if (services.GetService<DurableTaskClient>() is not { } client) return Html.Empty;
        var cards = new List<Html>();
        foreach (var status in Counted) cards.Add(Card(status, await CountAsync(client, status, cancellation)));
        return $"""
            <section aria-labelledby="orchestrations-title">
              <h2 id="orchestrations-title">Orchestrations</h2>
              <div class="cards" data-live id="orchestrations">{cards}<a class="card all" href="/_host/orchestrations">All orchestrations</a></div>
            </section>
            """;
    }

    private static Html Card(OrchestrationRuntimeStatus status, int count) => $"""
        <a class="card {(count == 0 ? "zero" : status.ToString().ToLowerInvariant())}" href="/_host/orchestrations?status={status.ToString()}" id="card-{status.ToString()}">
          <strong>{(count >= MostCounted ? $"{MostCounted}+" : $"{count}")}</strong> {status.ToString().ToLowerInvariant()}</a>
        """;

    private static async Task<int> CountAsync(DurableTaskClient client, OrchestrationRuntimeStatus status, CancellationToken cancellation) =>
        (await client.ListInstanceIdsAsync([status], pageSize: MostCounted, cancellation: cancellation)).Values.Count;

    private Html Timers() => timers.Timers.Count == 0 ? Html.Empty : $"""
        <section aria-labelledby="timers-title">
          <h2 id="timers-title">Timers</h2>
          <table data-live id="timers">
            <thead><tr><th>Function</th><th>Schedule</th><th>Last run</th><th>Next run</th><th></th></tr></thead>
            <tbody>{timers.Timers.Select(Timer)}</tbody>
          </table>
        </section>
        """;

    private Html Timer(TimerLoop timer)
    {
        var state = timer.State;
        return $"""
            <tr>
              <th scope="row">{timer.Entry.Name}</th>
              <td data-label="Schedule"><code>{timer.Schedule}</code></td>
              <td data-label="Last run">{Parts.Time(state.Last)} {Failure(state)}</td>
              <td data-label="Next run">{Next(state)}</td>
              <td class="act"><form method="post" action="/_host/timers/run">
                <input type="hidden" name="token" value="{guard.Token}"><input type="hidden" name="name" value="{timer.Entry.Name}">
                <button id="run-{timer.Entry.Name}">Run now</button></form></td>
            </tr>
            """;
    }

    private static Html Failure(TimerState state) =>
        state.Failure is { } kind ? $"""<span class="pill failed" title="The log has the whole story">{kind}</span>""" : Html.Empty;

    private static Html Next(TimerState state) =>
        state.Running ? $"""<span class="pill running">Running</span>"""
        : state.Next is null ? $"""<span class="none">in another host of this app</span>"""
        : Parts.Time(state.Next);

    private Html Queues() => services.GetService<ServiceBusBroker>() is { } broker ? $"""
        <section aria-labelledby="queues-title">
          <h2 id="queues-title">Queues</h2>
          {QueuesPage.Table(broker, catalog)}
        </section>
        """ : Html.Empty;

    private Html Functions() => $"""
        <section aria-labelledby="functions-title">
          <h2 id="functions-title">Functions <span class="count">{catalog.Functions.Count}</span></h2>
          <table>
            <thead><tr><th>Function</th><th>Trigger</th><th>Listens to</th><th>Code</th></tr></thead>
            <tbody>{catalog.Functions.OrderBy(entry => Triggers.Rank(entry.Trigger)).Select(Function)}</tbody>
          </table>
        </section>
        """;

    private static Html Function(FunctionEntry entry) => $"""
        <tr>
          <th scope="row">{entry.Name}</th>
          <td data-label="Trigger">{Triggers.Kind(entry.Trigger)}</td>
          <td data-label="Listens to"><code>{Triggers.Source(entry.Trigger)}</code></td>
          <td data-label="Code"><code class="dim">{entry.EntryPoint}</code></td>
        </tr>
        """;
}
