namespace Shortloop.Core.Ports;

/// <param name="To">One address.</param>
/// <param name="Html">Null: text only.</param>
/// <param name="Purpose">snake_case; names the kind in logs, where neither address nor text may be.</param>
/// <param name="Unsubscribe">For mail that people may switch off: a POST there does it without asking anything (RFC 8058). Null: mail that always goes out.</param>
public sealed record Mail(string To, string Subject, string Text, string? Html, string Purpose, Uri? Unsubscribe = null);

/// <summary>Sends mail. Accepted means handed over to the next server, not read.</summary>
public interface IMail
{
    /// <exception cref="PermanentException"><c>mail_refused</c>: this address or this mail will never be accepted.</exception>
    /// <exception cref="TransientException"><c>mail_unavailable</c>: worth another try later.</exception>
    Task SendAsync(Mail mail, CancellationToken cancellation);
}
