using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Core.Tests.Accounts;

namespace Shortloop.Core.Tests.Operations.Notices;

/// <summary>A person with an address, and everything between a notice and their inbox.</summary>
internal sealed class NoticeBench : IDisposable
{
    private static readonly PublicAddress Address = new(new Uri("https://app.example/"));

    public NoticeBench()
    {
        Links = new UnsubscribeLinks(new SecretBox(new Dictionary<int, byte[]> { [1] = new byte[32] }), Address);
        Mails = new NoticeMails(Store, Door.Outbox, Links, Address, Door.Clock);
        Preferences = new MyNoticePreferences(Store, Door.Clock);
        Notices = new MyNotices(Store, Door.Bench.Events, Door.Clock);
    }

    public Doorstep Door { get; } = new();

    public IDocumentStore Store => Door.Store;

    public UnsubscribeLinks Links { get; }

    public NoticeMails Mails { get; }

    public MyNoticePreferences Preferences { get; }

    public MyNotices Notices { get; }

    public async Task<Principal> PersonAsync(string language = "en", string timeZone = "Europe/Berlin")
    {
        Core.Accounts.SignIn.SignedIn signed = await Door.SignedUpAsync();
        Door.Inbox.Sent.Clear();
        await Store.PatchAsync<User>(
            Containers.Users, signed.UserId, signed.UserId,
            [new(PatchKind.Set, "language", language), new(PatchKind.Set, "timeZone", timeZone)], null, default);
        return new Principal(signed.UserId, signed.OrgId, Role.Owner);
    }

    public Task TellAsync(
        Principal person, NoticeKind kind = NoticeKind.PostFailed, string entity = "pst_1", string occasion = "",
        IReadOnlyDictionary<string, string>? facts = null) =>
        Door.Bench.Notifier.TellAsync(person.OrgId, person.UserId, kind, entity, occasion, facts ?? new Dictionary<string, string>(), default);

    /// <summary>What the sweep of the due index does with mails.</summary>
    /// <returns>How many mails went out.</returns>
    public async Task<int> SweepAsync()
    {
        int before = Door.Inbox.Sent.Count;
        foreach (DueEntry entry in await Door.Bench.Due.FindAllDueAsync(default))
        {
            NoticeMails.Prepared mail = await Mails.PrepareAsync(entry, default);
            if (mail.EnvelopeId is { } id)
                await Door.Outbox.SendAsync(id, default);
            if (!mail.Later)
                await Door.Bench.Due.RemoveAsync(entry, default);
        }

        return Door.Inbox.Sent.Count - before;
    }

    public async Task<IReadOnlyList<Notice>> ListAsync(Principal person) => (await Notices.ListAsync(person.UserId, false, null, 50, default)).Items;

    public void Dispose() => Door.Dispose();
}
