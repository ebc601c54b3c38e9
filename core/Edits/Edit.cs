using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Edits;

/// <summary>One version of how a video is cut, and for whom it is rendered.</summary>
public sealed record Edit : Document
{
    public required string VideoId { get; init; }

    public required string ScriptId { get; init; }

    public required EditDecisionList Edl { get; init; }

    public required IReadOnlyList<RenderVariant> Variants { get; init; }
}
