using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations;

/// <summary>
/// Mail goes out by a story of its own: who asked doesn't wait for it, and it survives a mail server that is away. Until it is sent its text is
/// sealed, because it holds an address and often a key to an account.
/// </summary>
public sealed class MailOutbox(IDocumentStore store, IMail mails, SecretBox secrets, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(2);

    /// <param name="mail">Null puts an empty envelope in: no answer may tell by its time whether somebody was written to.</param>
    /// <returns>The envelope's id; the caller starts <see cref="Stories.SendMail"/> with it.</returns>
    public async Task<string> PutAsync(Mail? mail, CancellationToken cancellation)
    {
        string id = Ids.New("eml", clock);
        await PutAsync(mail, id, cancellation);
        return id;
    }

    /// <summary>Under an id that follows from what the mail is about: put in twice, it is there once.</summary>
    public async Task PutAsync(Mail? mail, string id, CancellationToken cancellation) =>
        await store.CreateAsync(Containers.Transient, new Envelope
        {
            Id = id,
            Partition = id,
            OrgId = "none",
            CreatedBy = "none",
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)Life.TotalSeconds,
            Sealed = secrets.Seal(JsonSerializer.Serialize(mail), id),
        }, cancellation);

    /// <summary>Sends what the envelope holds and removes it. One that is gone has been sent.</summary>
    public async Task SendAsync(string id, CancellationToken cancellation)
    {
        if (await store.ReadAsync<Envelope>(Containers.Transient, id, id, cancellation) is not { } envelope)
            return;
        if (JsonSerializer.Deserialize<Mail?>(secrets.Open(envelope.Sealed, id)) is { } mail)
            await mails.SendAsync(mail, cancellation);
        await store.DeleteAsync(Containers.Transient, id, id, null, cancellation);
    }

    private sealed record Envelope : Document
    {
        public required string Sealed { get; init; }
    }
}
