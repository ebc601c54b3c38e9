using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>The list of orchestrations, newest first.</summary>
internal sealed class OrchestrationsPage(FunctionCatalog catalog, IServiceProvider services, TimeProvider time)
{
    private const int PageSize = 50;

    private static readonly OrchestrationRuntimeStatus[] Statuses =
    [
        OrchestrationRuntimeStatus.Pending, OrchestrationRuntimeStatus.Running, OrchestrationRuntimeStatus.Suspended,
        OrchestrationRuntimeStatus.Completed, OrchestrationRuntimeStatus.Failed, OrchestrationRuntimeStatus.Terminated,
    ];

    public async Task<IResult> ShowAsync(string? status, string? name, string? prefix, string? before, CancellationToken cancellation)
    {
        if (services.GetService<DurableTaskClient>() is not { } client)
            return new Page("Orchestrations", "Orchestrations", $"<h1>Orchestrations</h1><p>This host has no durable engine.</p>");

        var filter = new InstanceFilter(
            Enum.TryParse<OrchestrationRuntimeStatus>(status, ignoreCase: true, out var one) ? one : null,
            Blank(name), Blank(prefix),
            DateTimeOffset.TryParse(before, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var at) ? at : null);
        var rows = await InstanceList.NewestAsync(client, filter, PageSize, time.GetUtcNow(), cancellation);
        return new Page("Orchestrations", "Orchestrations", $"""
            <h1>Orchestrations</h1>
            {Form(filter)}
            <div data-live id="instances">{(rows.Count == 0 ? $"""<p class="none">None that fit.</p>""" : Table(rows))}</div>
            {Pages(filter, rows)}
            """);
    }

    private Html Form(InstanceFilter filter) => $"""
        <form class="filter" method="get" action="/_host/orchestrations" role="search">
          <label>Status <select name="status"><option value="">any</option>{Statuses.Select(status => Option(status, filter.Status))}</select></label>
          <label>Name <input name="name" value="{filter.Name}" list="names" autocomplete="off"></label>
          <datalist id="names">{catalog.With<OrchestrationTrigger>().Select(known => (Html)$"""<option value="{known.Trigger.Orchestration}">""")}</datalist>
          <label>Id begins with <input name="prefix" value="{filter.Prefix}" autocomplete="off" spellcheck="false"></label>
          <button>Filter</button>
        </form>
        """;

    private static Html Option(OrchestrationRuntimeStatus status, OrchestrationRuntimeStatus? chosen) => status == chosen
        ? $"<option selected>{status.ToString()}</option>"
        : (Html)$"<option>{status.ToString()}</option>";

    private Html Table(IReadOnlyList<OrchestrationMetadata> rows) => $"""
        <table>
          <thead><tr><th>Orchestration</th><th>Status</th><th>Id</th><th>Created</th><th>Last change</th></tr></thead>
          <tbody>{rows.Select(Row)}</tbody>
        </table>
        """;

    private Html Row(OrchestrationMetadata instance) => $"""
        <tr>
          <th scope="row"><a href="{InstancePage.Address(instance.InstanceId)}" id="open-{instance.InstanceId}">{instance.Name}</a></th>
          <td data-label="Status">{Parts.Pill(instance.RuntimeStatus)}</td>
          <td data-label="Id"><code class="id">{instance.InstanceId}</code></td>
          <td data-label="Created">{Parts.Time(instance.CreatedAt)}</td>
          <td data-label="Last change">{Parts.Time(instance.LastUpdatedAt)}</td>
        </tr>
        """;

    private static Html Pages(InstanceFilter filter, IReadOnlyList<OrchestrationMetadata> rows) => $"""
        <p class="pages">
          {(filter.Before is null ? Html.Empty : $"""<a class="button" href="{Address(filter, null)}">Newest</a>""")}
          {(rows.Count < PageSize ? Html.Empty : $"""<a class="button" rel="next" href="{Address(filter, rows[^1].CreatedAt)}">Older</a>""")}
        </p>
        """;

    private static string Address(InstanceFilter filter, DateTimeOffset? before) => "/_host/orchestrations" + QueryString.Create(
        new Dictionary<string, string?>
        {
            ["status"] = filter.Status?.ToString(),
            ["name"] = filter.Name,
            ["prefix"] = filter.Prefix,
            ["before"] = before?.UtcDateTime.ToString("O", CultureInfo.InvariantCulture),
        }.Where(part => part.Value is not null));

    private static string? Blank(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
