using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Knowledge;

/// <summary>What a document is good for.</summary>
[JsonConverter(typeof(SnakeCaseEnum<KnowledgeKind>))]
public enum KnowledgeKind
{
    /// <summary>How the brand is and speaks, what it sells, what it may say.</summary>
    Brand,

    /// <summary>What went well before.</summary>
    Winner,

    /// <summary>A word or phrase a line that must not occur.</summary>
    Avoid,

    /// <summary>What is to be tried.</summary>
    Experiment,
}

/// <summary>A text that somebody put in. It is data, whatever it says. Partition: the organisation; its passages lie beside it.</summary>
public sealed record KnowledgeDocument : Document
{
    public required string FileName { get; init; }

    public required KnowledgeKind Kind { get; init; }

    /// <summary>Null: for every project.</summary>
    public string? ProjectId { get; init; }

    /// <summary>Of the file.</summary>
    public required int SizeBytes { get; init; }

    public required int Passages { get; init; }

    /// <summary>Of <see cref="KnowledgeKind.Avoid"/>: what must not occur.</summary>
    public IReadOnlyList<string> Phrases { get; init; } = [];
}

/// <summary>A part of a document that is found by what it says. Partition: the organisation.</summary>
public sealed record KnowledgeChunk : Document
{
    public required string DocumentId { get; init; }

    public required int Index { get; init; }

    public required string Text { get; init; }
}
