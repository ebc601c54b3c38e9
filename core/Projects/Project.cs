using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Projects;

[JsonConverter(typeof(SnakeCaseEnum<ProjectMode>))]
public enum ProjectMode
{
    /// <summary>Every post waits for a person.</summary>
    Approval,

    /// <summary>Posts go out by themselves, unless the policy or the creator wants a person to look.</summary>
    Autopilot,
}

/// <param name="SoftStop">From here on people are told; null: never.</param>
/// <param name="HardStop">From here on nothing is spent; null: never.</param>
public sealed record Budget(long? SoftStop = null, long? HardStop = null);

/// <param name="Tokens">Of language models, a month.</param>
/// <param name="VideoSeconds">Of generated video, a month.</param>
/// <param name="RegenerationsPerPost">How often a post's parts may be made anew.</param>
public sealed record ProjectBudgets(Budget? Tokens = null, Budget? VideoSeconds = null, Budget? RegenerationsPerPost = null);

/// <summary>Which model does one kind of work.</summary>
/// <param name="Provider">See <see cref="ProjectRules.Providers"/>.</param>
/// <param name="Model">The provider's own name; null: its usual one.</param>
/// <param name="Temperature">0 to 2; null: the work's own.</param>
/// <param name="MaxOutputTokens">1 to 200,000; null: the work's own.</param>
public sealed record ModelChoice(string Provider, string? Model = null, double? Temperature = null, int? MaxOutputTokens = null);

/// <summary>What of the brand kit is used where nobody chooses; ids of its entries.</summary>
public sealed record BrandDefaults(
    string? LogoId = null, string? WatermarkId = null, string? FontId = null, string? ToneId = null, IReadOnlyList<string>? ColourIds = null);

/// <summary>What an organisation's work is grouped by, with its settings. Partition: the organisation.</summary>
public sealed record Project : Document
{
    public required string Name { get; init; }

    public required ProjectMode Mode { get; init; }

    public ProjectBudgets Budgets { get; init; } = new();

    public IReadOnlyList<string> Topics { get; init; } = [];

    public string Niche { get; init; } = "";

    /// <summary><c>en</c>, <c>ru</c>, <c>es</c> or <c>de</c>.</summary>
    public string ContentLanguage { get; init; } = "en";

    /// <summary>Kind of work → model. What is left out is done by the installation's own.</summary>
    public IReadOnlyDictionary<string, ModelChoice> Models { get; init; } = new Dictionary<string, ModelChoice>();

    public BrandDefaults Brand { get; init; } = new();

    /// <summary>Members who may approve posts beside the administrators.</summary>
    public IReadOnlyList<string> Approvers { get; init; } = [];

    /// <summary>Nobody approves a post that they have made themselves.</summary>
    public bool ApprovalByAnother { get; init; }

    public bool Archived { get; init; }

    /// <summary>The one that everything belongs to which names no other.</summary>
    [JsonIgnore]
    public bool IsDefault => Id == DefaultIdOf(OrgId);

    public static string DefaultIdOf(string orgId) => Ids.Derived("prj", orgId, "default");
}

/// <summary>What somebody wants to be different. Null leaves a thing as it is; lists, budgets, models and brand are replaced as a whole.</summary>
public sealed record ProjectChange(
    string? Name = null,
    ProjectMode? Mode = null,
    ProjectBudgets? Budgets = null,
    IReadOnlyList<string>? Topics = null,
    string? Niche = null,
    string? ContentLanguage = null,
    IReadOnlyDictionary<string, ModelChoice>? Models = null,
    BrandDefaults? Brand = null,
    IReadOnlyList<string>? Approvers = null,
    bool? ApprovalByAnother = null,
    bool? Archived = null)
{
    internal Project ApplyTo(Project project) => project with
    {
        Name = Name?.Trim() ?? project.Name,
        Mode = Mode ?? project.Mode,
        Budgets = Budgets ?? project.Budgets,
        Topics = Topics is null ? project.Topics : [.. Topics.Select(topic => topic.Trim())],
        Niche = Niche?.Trim() ?? project.Niche,
        ContentLanguage = ContentLanguage ?? project.ContentLanguage,
        Models = Models ?? project.Models,
        Brand = Brand ?? project.Brand,
        Approvers = Approvers ?? project.Approvers,
        ApprovalByAnother = ApprovalByAnother ?? project.ApprovalByAnother,
        Archived = Archived ?? project.Archived,
    };
}
