namespace Shortloop.Core.Projects;

/// <summary>What a project's settings may be, as far as it needs no look into the store.</summary>
public static class ProjectRules
{
    public const int MaxApprovers = 20;

    private const int MaxTopics = 50;
    private const long MaxBudget = 1_000_000_000_000;

    public static readonly IReadOnlyList<string> ContentLanguages = ["en", "ru", "es", "de"];

    /// <summary>Kinds of work that a model can be chosen for.</summary>
    public static readonly IReadOnlyList<string> Purposes = ["strategy", "script", "vision", "embedding", "speech", "transcription", "video"];

    public static readonly IReadOnlyList<string> Providers = ["builtin", "openai", "gemini"];

    public static Problem? Check(ProjectChange change) => CheckTexts(change) ?? CheckBudgets(change.Budgets) ?? CheckModels(change.Models);

    private static Problem? CheckTexts(ProjectChange change) => change switch
    {
        { Name: { } name } when name.Trim().Length is 0 or > 100 || name.Any(char.IsControl) =>
            Problem.InvalidField("name", "A project's name has 1 to 100 characters, without control characters."),
        { Mode: { } mode } when !Enum.IsDefined(mode) => Problem.InvalidField("mode", "A project's mode is approval or autopilot."),
        { Topics.Count: > MaxTopics } => Problem.InvalidField("topics", $"Name at most {MaxTopics} topics."),
        { Topics: { } topics } when topics.Any(topic => topic is null || topic.Trim().Length is 0 or > 60 || topic.Any(char.IsControl)) =>
            Problem.InvalidField("topics", "A topic has 1 to 60 characters, without control characters."),
        { Topics: { } topics } when topics.Distinct(StringComparer.OrdinalIgnoreCase).Count() != topics.Count =>
            Problem.InvalidField("topics", "Name each topic once."),
        { Niche: { } niche } when niche.Length > 200 || niche.Any(char.IsControl) =>
            Problem.InvalidField("niche", "Say the niche in at most 200 characters, without control characters."),
        { ContentLanguage: { } language } when !ContentLanguages.Contains(language) =>
            Problem.InvalidField("contentLanguage", $"Languages of content are: {string.Join(", ", ContentLanguages)}."),
        _ => null,
    };

    private static Problem? CheckBudgets(ProjectBudgets? budgets) => budgets is null ? null
        : Check("tokens", budgets.Tokens) ?? Check("videoSeconds", budgets.VideoSeconds) ?? Check("regenerationsPerPost", budgets.RegenerationsPerPost);

    private static Problem? Check(string name, Budget? budget) => budget switch
    {
        { SoftStop: < 0 or > MaxBudget } or { HardStop: < 0 or > MaxBudget } =>
            Problem.InvalidField($"budgets.{name}", "A budget's stops are numbers from 0 up, or left out."),
        { SoftStop: { } soft, HardStop: { } hard } when soft > hard =>
            Problem.InvalidField($"budgets.{name}", "The soft stop comes before the hard one."),
        _ => null,
    };

    private static Problem? CheckModels(IReadOnlyDictionary<string, ModelChoice>? models)
    {
        foreach ((string purpose, ModelChoice? choice) in models ?? new Dictionary<string, ModelChoice>())
        {
            if (!Purposes.Contains(purpose))
                return Problem.InvalidField("models", $"Models are chosen for: {string.Join(", ", Purposes)}.");
            if (choice is null || !Providers.Contains(choice.Provider))
                return Problem.InvalidField($"models.{purpose}.provider", $"Providers are: {string.Join(", ", Providers)}.");
            if (choice.Model is { } model && !IsModelName(model))
                return Problem.InvalidField($"models.{purpose}.model", "A model's name has 1 to 100 letters, digits and . _ : / -");
            if (choice.Temperature is { } temperature && temperature is not (>= 0 and <= 2))
                return Problem.InvalidField($"models.{purpose}.temperature", "A temperature is 0 to 2.");
            if (choice.MaxOutputTokens is < 1 or > 200_000)
                return Problem.InvalidField($"models.{purpose}.maxOutputTokens", "An answer has 1 to 200,000 tokens.");
        }

        return null;
    }

    private static bool IsModelName(string name) =>
        name.Length is > 0 and <= 100 && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '.' or '_' or ':' or '/' or '-');
}
