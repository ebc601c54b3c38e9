using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Operations.Notices;

/// <summary>Makes the mail of a notice, for whoever starts the story that sends it. Ids follow from the notice: it goes out once.</summary>
public sealed class NoticeMails(IDocumentStore store, MailOutbox outbox, UnsubscribeLinks links, PublicAddress address, TimeProvider clock)
{
    /// <summary>An entry is written a moment before its notice; one that is alone for longer was cut off and is told anew, or never.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <param name="EnvelopeId">What is to be sent; null: nothing.</param>
    /// <param name="Later">Leave the entry where it is.</param>
    public readonly record struct Prepared(string? EnvelopeId, bool Later);

    public async Task<Prepared> PrepareAsync(DueEntry entry, CancellationToken cancellation)
    {
        string userId = entry.CreatedBy;
        if (await store.ReadAsync<Notice>(Containers.Notices, userId, entry.EntityId, cancellation) is not { } notice)
            return new Prepared(null, Later: clock.GetUtcNow() - entry.CreatedAt < Patience);

        // Asked again: somebody may have unsubscribed or left since.
        NoticePreferences? preferences = await NoticePreferences.ReadAsync(store, userId, cancellation);
        if (!NoticePreferences.Choose(preferences, notice.Kind).Email
            || await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation) is not { Active: true, Email: { } email } user)
            return default;
        string id = Ids.Derived("eml", userId, notice.Id);
        await outbox.PutAsync(Write(notice, user, email), id, cancellation);
        return new Prepared(id, Later: false);
    }

    private Mail Write(Notice notice, User user, string email)
    {
        NoticeText text = NoticeTexts.Of(notice, user.Language, user.TimeZone);
        string token = links.TokenOf(user.Id, notice.Kind);
        (string at, string stop) = user.Language switch
        {
            "ru" => ("Время события", "Больше не присылать письма об этом"),
            "es" => ("Cuándo", "No recibir más correos de este tipo"),
            _ => ("When", "No more mails of this kind"),
        };
        string body = $"{text.Text}\n\n{new Uri(address.Base, text.Path)}\n\n{at}: {NoticeTexts.Time(notice.CreatedAt, user.Language, user.TimeZone)}\n\n-- \n{stop}:\n{links.PageOf(token)}\n";
        return new Mail(email, $"Shortloop: {text.Title}", body, null, $"notice_{SnakeCase(notice.Kind)}", links.OneClickOf(token));
    }

    private static string SnakeCase(NoticeKind kind) => System.Text.Json.JsonNamingPolicy.SnakeCaseLower.ConvertName(kind.ToString());
}
