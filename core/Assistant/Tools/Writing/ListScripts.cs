using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Scripts;

namespace Shortloop.Core.Assistant.Tools.Writing;

public sealed record ScriptItem(
    string Id, string VideoId, string Model, DateTimeOffset CreatedAt, string Title, string Caption, IReadOnlyList<string> Hashtags, double DurationSeconds, IReadOnlyList<string> Segments);

public sealed class ListScripts(IDocumentStore store) : AssistantTool<OfVideoInput>
{
    private const int MostSegments = 12;

    public override string Name => "list_scripts";

    public override string Title => "List scripts";

    public override string Description => "Scripts that were written for videos, newest first: title, caption, hashtags, length and segments.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, OfVideoInput input, CancellationToken cancellation)
    {
        Page<Script> page = await store.QueryAsync<Script>(Containers.Scripts, ListStrategies.QueryOf(caller, input), cancellation);
        ScriptItem[] items = [.. page.Items.Select(script => new ScriptItem(
            script.Id, script.VideoId, script.Model, script.CreatedAt, script.Content.Title, script.Content.Caption, script.Content.Hashtags, script.Content.DurationSeconds,
            [.. script.Content.Segments.Take(MostSegments).Select(segment => $"{Say.Seconds(segment.Start)} to {Say.Seconds(segment.End)}: {segment.Visual}")]))];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of("scripts", "Scripts", items, item => new CardRow(item.Title, $"{Say.Seconds(item.DurationSeconds)}, by {item.Model}", Path: $"/videos/{item.VideoId}"), "There is no script yet."));
    }
}
