using System.Reflection;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Legal;

/// <summary>A text as it is shown: an operator's, or the one that the product ships.</summary>
/// <param name="Version">What somebody agreed to is told by it.</param>
/// <param name="ChangedAt">Null: as shipped.</param>
public sealed record LegalText(string Name, string Language, string Version, string Markdown, DateTimeOffset? ChangedAt)
{
    public string? ETag { get; init; }
}

/// <summary>
/// Privacy policy, terms and consent, in Markdown and three languages. The product brings short honest ones with gaps for the operator's name; an operator
/// replaces them.
/// </summary>
public sealed class LegalTexts(IDocumentStore store, AuditLog audit, TimeProvider clock)
{
    public const string Consent = "consent";

    private const string Partition = "legal";
    private const int MaxLength = 200_000;

    /// <summary>Raised when a shipped text changes in what it says.</summary>
    private const string ShippedVersion = "2026-11";

    public static readonly IReadOnlyList<string> Names = ["privacy", "terms", Consent];

    /// <param name="language">One that there is no text in is answered in English.</param>
    public async Task<Outcome<LegalText>> FindAsync(string name, string? language, CancellationToken cancellation)
    {
        if (!Names.Contains(name))
            return new Problem(ProblemKind.NotFound, "not_found", $"The texts are: {string.Join(", ", Names)}.");
        string known = language is not null && PersonRules.Languages.Contains(language) ? language : "en";
        return await store.ReadAsync<StoredText>(Containers.Settings, Partition, IdOf(name, known), cancellation) is { } own
            ? new LegalText(name, known, own.Version, own.Markdown, own.ChangedAt) { ETag = own.ETag }
            : new LegalText(name, known, ShippedVersion, Shipped(name, known), null);
    }

    /// <param name="etag">Of the version that was edited; null: whatever is there.</param>
    public async Task<Outcome<LegalText>> ChangeAsync(
        Principal caller, string name, string language, string? version, string? markdown, string? etag, CancellationToken cancellation)
    {
        if (!Names.Contains(name) || !PersonRules.Languages.Contains(language))
            return Problem.InvalidField("language", $"The texts are {string.Join(", ", Names)} in {string.Join(", ", PersonRules.Languages)}.");
        if (version?.Trim() is not { Length: >= 1 and <= 50 } tag || tag.Any(char.IsControl))
            return Problem.InvalidField("version", "Give the text a version, such as 2027-01: up to 50 characters.");
        if (markdown is not { Length: >= 1 and <= MaxLength })
            return Problem.InvalidField("markdown", "A text has 1 to 200,000 characters.");
        StoredText? present = await store.ReadAsync<StoredText>(Containers.Settings, Partition, IdOf(name, language), cancellation);
        if (etag is not null && present?.ETag != etag)
            return Problem.ChangedMeanwhile;
        var next = new StoredText(tag, markdown, clock.GetUtcNow())
        {
            Id = IdOf(name, language),
            Partition = Partition,
            OrgId = "none",
            CreatedBy = caller.UserId,
            CreatedAt = present?.CreatedAt ?? clock.GetUtcNow(),
            ETag = present?.ETag,
        };
        WriteResult<StoredText> written = present is null
            ? await store.CreateAsync(Containers.Settings, next, cancellation)
            : await store.ReplaceAsync(Containers.Settings, next, cancellation);
        if (written.Document is not { } kept)
            return Problem.ChangedMeanwhile;
        await audit.AppendAsync(caller, "legal_text_changed", kept.Id, tag, cancellation);
        return new LegalText(name, language, tag, markdown, kept.ChangedAt) { ETag = kept.ETag };
    }

    private static string IdOf(string name, string language) => $"{name}.{language}";

    private static string Shipped(string name, string language)
    {
        using Stream text = Assembly.GetExecutingAssembly().GetManifestResourceStream($"Shortloop.Core.Legal.Texts.{name}.{language}.md")!;
        using var reader = new StreamReader(text);
        return reader.ReadToEnd();
    }

    private sealed record StoredText(string Version, string Markdown, DateTimeOffset ChangedAt) : Document;
}
