using System.Text.Json.Serialization;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Months;

[JsonConverter(typeof(SnakeCaseEnum<MonthStatus>))]
public enum MonthStatus
{
    /// <summary>A job writes its items; nobody else changes them meanwhile.</summary>
    Planning,
    Planned,
    Failed,
}

/// <param name="Share">0 to 1; all of a month together are 1.</param>
public sealed record FormatShare(string Format, double Share, string Why);

/// <param name="Evidence">Ids of passages and posts that speak for it.</param>
public sealed record MonthTopic(string Topic, string Why, IReadOnlyList<string> Evidence);

/// <param name="Platforms">Lower-case names; at least one.</param>
/// <param name="Privacy">The platform's own word, chosen by whoever orders the month.</param>
public sealed record AutoProduce(IReadOnlyList<string> Platforms, string Privacy);

/// <summary>A month of a project's posts. Partition: the organisation. There is one a project and month.</summary>
public sealed record MonthPlan : Document
{
    public required string ProjectId { get; init; }

    /// <summary><c>2026-12</c>.</summary>
    public required string Month { get; init; }

    /// <summary>1 to <see cref="MonthRules.MostPerDay"/>.</summary>
    public required int PostsPerDay { get; init; }

    /// <summary>Of the content: one of <see cref="Projects.ProjectRules.ContentLanguages"/>.</summary>
    public required string Language { get; init; }

    /// <summary>IANA name; slots are at its wall clock.</summary>
    public required string TimeZone { get; init; }

    public required MonthStatus Status { get; init; }

    public Failure? Failure { get; init; }

    /// <summary>Of the newest job that worked on it.</summary>
    public string? JobId { get; init; }

    /// <summary>How many jobs have worked on it before.</summary>
    public int Run { get; init; }

    /// <summary>Under autopilot: how items are produced by themselves; null: somebody produces them.</summary>
    public AutoProduce? Produce { get; init; }

    public IReadOnlyList<MonthTopic> Topics { get; init; } = [];

    public IReadOnlyList<FormatShare> Formats { get; init; } = [];

    /// <summary>What research says is to be kept out.</summary>
    public IReadOnlyList<string> Avoid { get; init; } = [];

    public double Confidence { get; init; }

    public string Rationale { get; init; } = "";

    public static string IdOf(string orgId, string projectId, string month) => Ids.Derived("mon", orgId, projectId, month);

    public static string JobIdOf(string monthId, int run) => Ids.Derived("job", "month", monthId, $"{run}");
}

/// <summary>The stops of a month's job, in order.</summary>
public static class MonthStations
{
    public const string Research = "research";
    public const string Formats = "formats";
    public const string Hooks = "hooks";
    public const string Similarity = "similarity";
    public const string Outlines = "outlines";
    public const string Judge = "judge";
    public const string Plan = "plan";

    public static readonly IReadOnlyList<string> All = [Research, Formats, Hooks, Similarity, Outlines, Judge, Plan];
}
