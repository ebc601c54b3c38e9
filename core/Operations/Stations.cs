namespace Shortloop.Core.Operations;

/// <summary>The stops of the main chain, in order, under the names that the API and the page use.</summary>
public static class Stations
{
    public const string Upload = "upload";
    public const string Probe = "probe";
    public const string Analyse = "analyse";
    public const string Patterns = "patterns";
    public const string Index = "index";
    public const string Strategy = "strategy";
    public const string Script = "script";
    public const string Render = "render";
    public const string Policy = "policy";
    public const string Approval = "approval";
    public const string Publish = "publish";
    public const string Metrics = "metrics";

    public static readonly IReadOnlyList<string> All =
        [Upload, Probe, Analyse, Patterns, Index, Strategy, Script, Render, Policy, Approval, Publish, Metrics];
}
