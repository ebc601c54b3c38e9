using Shortloop.Core.Accounts;

namespace Shortloop.Core.Assistant.Tools;

/// <summary>All tools, once; in the order of their names, so that lists of them can be cached.</summary>
public sealed class ToolCatalogue
{
    private readonly SortedDictionary<string, AssistantTool> _tools = new(StringComparer.Ordinal);

    public ToolCatalogue(IEnumerable<AssistantTool> tools)
    {
        foreach (AssistantTool tool in tools)
            _tools.Add(tool.Name, tool);
    }

    public IEnumerable<AssistantTool> All => _tools.Values;

    /// <summary>What the caller may use.</summary>
    public IReadOnlyList<AssistantTool> For(Principal caller) => [.. _tools.Values.Where(tool => tool.FindObjection(caller) is null)];

    /// <summary>The tool with its arguments read, if the caller may use it.</summary>
    internal Outcome<ToolCall> Bind(Principal caller, string name, string arguments) =>
        !_tools.TryGetValue(name, out AssistantTool? tool)
            ? new Problem(ProblemKind.NotFound, "no_such_tool", $"There is no tool of this name. There are: {string.Join(", ", For(caller).Select(t => t.Name))}.")
            : tool.FindObjection(caller) is { } objection ? objection
            : tool.Bind(arguments);
}
