using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Engine.Broker;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>Queues, and the dead letters of one of them.</summary>
internal sealed class QueuesPage(FunctionCatalog catalog, IServiceProvider services, Guard guard)
{
    private const int PageSize = 25;

    public IResult Show(string? queue, long after = 0)
    {
        if (services.GetService<ServiceBusBroker>() is not { } broker)
            return new Page("Queues", "Queues", $"<h1>Queues</h1><p>This host has no queues of its own.</p>");
        if (queue is null)
            return new Page("Queues", "Queues", $"<h1>Queues</h1>{Table(broker, catalog)}");
        return broker.QueueNames.Contains(queue, StringComparer.OrdinalIgnoreCase)
            ? new Page($"Dead letters of {queue}", "Queues", DeadLetters(broker, queue, after))
            : OperatorPages.NotFound($"There is no queue '{queue}'.");
    }

    public static Html Table(ServiceBusBroker broker, FunctionCatalog catalog) => $"""
        <table data-live id="queues">
          <thead><tr><th>Queue</th><th class="num">Active</th><th class="num">In work</th><th class="num">Scheduled</th><th class="num">Dead letters</th></tr></thead>
          <tbody>{broker.QueueNames.Select(name => Row(name, broker.GetStatistics(name), catalog))}</tbody>
        </table>
        """;

    public async Task<IResult> Obey(string order, HttpRequest request)
    {
        var form = await request.ReadFormAsync();
        string queue = form["queue"].ToString();
        var broker = services.GetService<ServiceBusBroker>();
        if (broker?.QueueNames.Contains(queue, StringComparer.OrdinalIgnoreCase) != true) return OperatorPages.NotFound($"There is no queue '{queue}'.");

        long? sequence = long.TryParse(form["sequence"], NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
        string? said = (order, sequence) switch
        {
            ("redrive", { } one) => broker.RedriveDeadLetters(queue, one) > 0 ? "redriven" : "gone",
            ("redrive-all", _) => broker.RedriveDeadLetters(queue) > 0 ? "redriven" : "gone",
            ("drop", { } one) => broker.DropDeadLetter(queue, one) ? "dropped" : "gone",
            _ => null,
        };
        return said is null ? OperatorPages.NotFound("There is no such order.") : Results.Redirect($"/_host/queues?queue={Uri.EscapeDataString(queue)}&said={said}");
    }

    private static Html Row(string name, QueueStatistics counts, FunctionCatalog catalog) => $"""
        <tr>
          <th scope="row"><a href="/_host/queues?queue={Uri.EscapeDataString(name)}" id="queue-{name}">{name}</a> <span class="dim">{Listener(name, catalog)}</span></th>
          <td class="num" data-label="Active">{counts.Active}</td>
          <td class="num" data-label="In work">{counts.Locked}</td>
          <td class="num" data-label="Scheduled">{counts.Scheduled}</td>
          <td class="num" data-label="Dead letters"><span class="{(counts.DeadLettered > 0 ? "bad" : "")}">{counts.DeadLettered}</span></td>
        </tr>
        """;

    private static string Listener(string queue, FunctionCatalog catalog) => string.Join(", ",
        catalog.With<QueueTrigger>().Where(listener => listener.Trigger.Queue.Equals(queue, StringComparison.OrdinalIgnoreCase)).Select(listener => listener.Entry.Name));

    private Html DeadLetters(ServiceBusBroker broker, string queue, long after)
    {
        var letters = broker.PeekDeadLetters(queue, after, PageSize + 1);
        return $"""
            <h1><a href="/_host/queues">Queues</a> / {queue}</h1>
            <section aria-labelledby="dead-title">
              <h2 id="dead-title">Dead letters</h2>
              <div data-live id="letters">
              {(letters.Count == 0 ? $"<p>None: nothing was set aside.</p>" : RedriveAll(queue))}
              {letters.Take(PageSize).Select(letter => Letter(queue, letter))}
              {(letters.Count > PageSize ? Further(queue, letters[PageSize - 1].Sequence) : Html.Empty)}
              </div>
            </section>
            """;
    }

    private static Html Further(string queue, long after) =>
        $"""<p><a class="button" id="more" href="/_host/queues?queue={Uri.EscapeDataString(queue)}&amp;after={after}">Further ones</a></p>""";

    private Html RedriveAll(string queue) => $"""
        <details class="confirm" id="all"><summary>Re-drive all…</summary>
          {Order("redrive-all", queue, null, "Put every one of them back", "all-yes")}
        </details>
        """;

    private Html Letter(string queue, DeadLetter letter) => $"""
        <article class="letter">
          <header><strong>{letter.MessageId}</strong> <span class="pill failed">{letter.Reason ?? "no reason given"}</span>
            <span class="dim">number {letter.Sequence} · {letter.Deliveries} deliveries · sent</span> {Parts.Time(letter.EnqueuedAt)}</header>
          <details id="body-{letter.Sequence}"><summary>Body, {letter.Body.Length} bytes</summary>{Parts.Payload(Parts.Body(letter.Body))}</details>
          <div class="orders">
            {Order("redrive", queue, letter.Sequence, "Re-drive", $"redrive-{letter.Sequence}")}
            <details class="confirm" id="drop-{letter.Sequence}"><summary>Drop…</summary>
              {Order("drop", queue, letter.Sequence, "Drop it for good", $"drop-yes-{letter.Sequence}", "danger")}
            </details>
          </div>
        </article>
        """;

    private Html Order(string order, string queue, long? sequence, string label, string id, string look = "") => $"""
        <form method="post" action="/_host/queues/{order}">
          <input type="hidden" name="token" value="{guard.Token}"><input type="hidden" name="queue" value="{queue}">
          <input type="hidden" name="sequence" value="{sequence?.ToString(CultureInfo.InvariantCulture)}">
          <button class="{look}" id="{id}">{label}</button></form>
        """;
}
