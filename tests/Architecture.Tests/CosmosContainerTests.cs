using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Architecture.Tests;

/// <summary>infra creates the containers that the code works with. To accept a change of <see cref="ContainerLayouts"/>: SHORTLOOP_ACCEPT=1 ./test architecture.</summary>
public sealed class CosmosContainerTests
{
    private static readonly JsonSerializerOptions Plain = new(JsonSerializerDefaults.Web) { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    [Fact]
    public void Layouts_EveryContainer_IsThereOnce() =>
        Assert.Equal(Containers.All.Select(container => container.Name).Order(), ContainerLayouts.All.Select(layout => layout.Container.Name).Order());

    [Fact]
    public void CosmosContainersJson_IsWhatTheLayoutsSay()
    {
        string file = Repository.PathOf("infra", "modules", "cosmos-containers.json");
        string expected = $"[\n{string.Join(",\n", ContainerLayouts.All.Select(layout => "  " + JsonSerializer.Serialize(Entry(layout), Plain)))}\n]\n";
        if (Environment.GetEnvironmentVariable("SHORTLOOP_ACCEPT") == "1")
            File.WriteAllText(file, expected);
        Assert.Equal(expected, File.ReadAllText(file));
    }

    [Fact]
    public void CosmosDocs_TableOfContainers_IsWhatTheLayoutsSay()
    {
        const string Begin = "<!-- made from ContainerLayouts -->\n", End = "<!-- end -->\n";
        string file = Repository.PathOf("docs", "cosmos.md");
        string text = File.ReadAllText(file);
        int from = text.IndexOf(Begin, StringComparison.Ordinal) + Begin.Length, to = text.IndexOf(End, StringComparison.Ordinal);
        string expected = text[..from] + string.Concat(ContainerLayouts.All.Select(Row)) + text[to..];
        if (Environment.GetEnvironmentVariable("SHORTLOOP_ACCEPT") == "1")
            File.WriteAllText(file, expected);
        Assert.Equal(expected, File.ReadAllText(file));
    }

    [Fact]
    public void Layouts_NoOrderGoesByAnUnindexedPath() => Assert.All(ContainerLayouts.All, layout =>
        Assert.DoesNotContain(layout.Orders.SelectMany(order => order), path => layout.Unindexed.Any(off => path == off || path.StartsWith(off + '.', StringComparison.Ordinal))));

    private static object Entry(ContainerLayout layout) => new
    {
        layout.Container.Name,
        PartitionKeyPaths = new[] { "/partition" },
        PartitionKeyKind = "Hash",
        DefaultTtl = layout.Expires ? -1 : (int?)null,
        ExcludedPaths = (string[])["/\"_etag\"/?", .. layout.Unindexed.SelectMany(path => (string[])[PathOf(path) + "/?", PathOf(path) + "/*"])],
        CompositeIndexes = layout.Orders.Select(order => order.Select(path => new { Path = PathOf(path), Order = "ascending" })),
    };

    private static string Row(ContainerLayout layout)
    {
        string queries = string.Join("<br>", layout.Queries.Select(query => string.Create(CultureInfo.InvariantCulture,
            $"{query.For}{(query.OrderBy is null ? "" : $", by `{query.OrderBy}`")}{(query.Everywhere ? ", **everywhere**" : "")}: {query.Units(layout.Kilobytes)}")));
        string by = layout.Container.By switch
        {
            PartitionedBy.Organisation => "organisation",
            PartitionedBy.User => "user",
            _ => "other",
        };
        return string.Create(CultureInfo.InvariantCulture, $"| `{layout.Container.Name}` | {by} | {layout.Kilobytes} | {(layout.Expires ? "yes" : "")} | {queries} |\n");
    }

    private static string PathOf(string path) => "/" + path.Replace('.', '/');
}
