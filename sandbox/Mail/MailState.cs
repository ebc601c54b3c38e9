namespace Shortloop.Sandbox.Mail;

/// <summary>The last 500 mails that were accepted, oldest first.</summary>
public sealed class MailState
{
    private const int Kept = 500;

    public List<ReceivedMail> Mails { get; set; } = [];

    public void Add(ReceivedMail mail)
    {
        Mails.Add(mail);
        if (Mails.Count > Kept)
            Mails.RemoveAt(0);
    }
}

/// <param name="From">As said to the server (envelope), like <paramref name="To"/>; what the mail itself claims is in its headers.</param>
/// <param name="Purpose">The header X-Purpose.</param>
/// <param name="Encrypted">It came over TLS.</param>
/// <param name="Raw">As received.</param>
/// <param name="Unsubscribe">Where one click unsubscribes (RFC 8058), if the mail says so.</param>
public sealed record ReceivedMail(
    string Id,
    DateTimeOffset At,
    string From,
    IReadOnlyList<string> To,
    string Subject,
    string? Text,
    string? Html,
    string? Purpose,
    bool Encrypted,
    string? User,
    string Raw,
    Uri? Unsubscribe = null);
