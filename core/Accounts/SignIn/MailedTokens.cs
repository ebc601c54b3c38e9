using System.Buffers.Text;
using System.Security.Cryptography;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>
/// Links that prove who reads an inbox: 256 random bits, good once and for a limited time. The store keeps only a hash, as the document's id.
/// </summary>
public sealed class MailedTokens(IDocumentStore store, TimeProvider clock)
{
    public async Task<string> IssueAsync(string purpose, MailedFacts facts, TimeSpan life, CancellationToken cancellation)
    {
        string token = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(32));
        string id = IdOf(purpose, token);
        await store.UpsertAsync(Containers.Transient, new MailedToken
        {
            Id = id,
            Partition = id,
            OrgId = "none",
            CreatedBy = facts.UserId ?? "none",
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)life.TotalSeconds,
            Facts = facts,
        }, cancellation);
        return token;
    }

    /// <returns>Null: never issued, used, or too old. The token stays good.</returns>
    public async Task<MailedFacts?> LookAsync(string purpose, string? token, CancellationToken cancellation) =>
        (await ReadAsync(purpose, token, cancellation))?.Facts;

    /// <returns>Null: never issued, used (perhaps a moment ago), or too old.</returns>
    public async Task<MailedFacts?> UseAsync(string purpose, string? token, CancellationToken cancellation) =>
        await ReadAsync(purpose, token, cancellation) is { } found
        && await store.DeleteAsync(Containers.Transient, found.Id, found.Id, found.ETag, cancellation) == WriteStatus.Written
            ? found.Facts
            : null;

    private async Task<MailedToken?> ReadAsync(string purpose, string? token, CancellationToken cancellation)
    {
        if (token is not { Length: > 0 and <= 100 })
            return null;
        string id = IdOf(purpose, token);
        return await store.ReadAsync<MailedToken>(Containers.Transient, id, id, cancellation);
    }

    private static string IdOf(string purpose, string token) => Ids.Derived("mtk", purpose, token);

    private sealed record MailedToken : Document
    {
        public required MailedFacts Facts { get; init; }
    }
}

/// <summary>What a mailed link stands for.</summary>
/// <param name="FormerEmail">The address that <paramref name="Email"/> takes the place of.</param>
public sealed record MailedFacts(
    string Email, string? UserId = null, string? PasswordHash = null, NewPersonFacts? Person = null, string? FormerEmail = null);

/// <summary>What somebody said of themselves when signing up.</summary>
public sealed record NewPersonFacts(string Name, string Language, string TimeZone);
