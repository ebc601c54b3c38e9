using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations.Notices;

/// <summary>Reading and changing how one is told of things.</summary>
public sealed class MyNoticePreferences(IDocumentStore store, TimeProvider clock)
{
    /// <summary>The version of what was never changed.</summary>
    private const string Untouched = "default";

    /// <param name="Choices">One for each kind.</param>
    public sealed record Chosen(IReadOnlyList<NoticeChoice> Choices, string ETag);

    public async Task<Chosen> ReadAsync(string userId, CancellationToken cancellation) =>
        View(await NoticePreferences.ReadAsync(store, userId, cancellation));

    /// <param name="choices">Kinds that are left out go back to the default.</param>
    public async Task<Outcome<Chosen>> ReplaceAsync(
        string userId, IReadOnlyList<NoticeChoice>? choices, string? etag, CancellationToken cancellation)
    {
        if (choices is null || choices.Any(choice => choice is null || !Enum.IsDefined(choice.Kind)))
            return Problem.InvalidField("kinds", "List the kinds with inApp and email, each true or false.");
        if (choices.Select(choice => choice.Kind).Distinct().Count() != choices.Count)
            return Problem.InvalidField("kinds", "Name each kind once.");
        return await ChangeAsync(userId, _ => choices, etag, cancellation) is { } written ? View(written) : Problem.ChangedMeanwhile;
    }

    /// <summary>By the link in a mail; of whoever has no account any more, nothing is kept.</summary>
    public async Task TurnOffMailAsync(string userId, NoticeKind kind, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Accounts.People.User>(Containers.Users, userId, userId, cancellation) is null)
            return;
        while (await ChangeAsync(userId, present => Without(present, kind), null, cancellation) is null)
        {
            // Somebody changed them at the same instant: look again.
        }
    }

    private static List<NoticeChoice> Without(NoticePreferences? present, NoticeKind kind) =>
    [
        .. present?.Choices.Where(choice => choice.Kind != kind) ?? [],
        NoticePreferences.Choose(present, kind) with { Email = false },
    ];

    /// <returns>Null: changed meanwhile.</returns>
    private async Task<NoticePreferences?> ChangeAsync(
        string userId, Func<NoticePreferences?, IReadOnlyList<NoticeChoice>> change, string? etag, CancellationToken cancellation)
    {
        NoticePreferences? present = await NoticePreferences.ReadAsync(store, userId, cancellation);
        if (etag is not null && etag != (present?.ETag ?? Untouched))
            return null;
        if (present is not null)
            return (await store.ReplaceAsync(Containers.Users, present with { Choices = change(present) }, cancellation)).Document;
        return (await store.CreateAsync(Containers.Users, new NoticePreferences
        {
            Id = NoticePreferences.TheId,
            Partition = userId,
            OrgId = "none",
            CreatedBy = userId,
            CreatedAt = clock.GetUtcNow(),
            Choices = change(null),
        }, cancellation)).Document;
    }

    private static Chosen View(NoticePreferences? preferences) => new(
        [.. Enum.GetValues<NoticeKind>().Select(kind => NoticePreferences.Choose(preferences, kind))], preferences?.ETag ?? Untouched);
}
