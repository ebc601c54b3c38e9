using System.Net.Mail;
using System.Net.Mime;
using System.Text;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Smtp;

/// <summary>Makes the message, and refuses whatever could become a header or a recipient of its own.</summary>
internal static class MailMessages
{
    /// <exception cref="PermanentException"><c>mail_refused</c>.</exception>
    public static MailMessage From(Mail mail, string from)
    {
        var to = Recipient(mail.To);
        if (mail.Subject.Any(char.IsControl))
            throw Refuse("its subject has a line break or another control character.");
        if (mail.Purpose.Length == 0 || !mail.Purpose.All(c => char.IsAsciiLetterLower(c) || char.IsAsciiDigit(c) || c == '_'))
            throw Refuse("its purpose is not a snake_case name.");

        var message = new MailMessage
        {
            From = new MailAddress(from),
            Subject = mail.Subject,
            SubjectEncoding = Encoding.UTF8,
            Body = mail.Text,
            BodyEncoding = Encoding.UTF8,
            BodyTransferEncoding = TransferEncoding.QuotedPrintable,
        };
        message.To.Add(to);
        // Written by a machine: no out-of-office answer, please (RFC 3834).
        message.Headers.Add("Auto-Submitted", "auto-generated");
        message.Headers.Add("X-Purpose", mail.Purpose);
        if (mail.Unsubscribe is { } unsubscribe)
        {
            message.Headers.Add("List-Unsubscribe", $"<{unsubscribe.AbsoluteUri}>");
            message.Headers.Add("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }

        if (mail.Html is { } html)
            message.AlternateViews.Add(Html(html));
        return message;
    }

    private static AlternateView Html(string html)
    {
        var view = AlternateView.CreateAlternateViewFromString(html, Encoding.UTF8, MediaTypeNames.Text.Html);
        view.TransferEncoding = TransferEncoding.QuotedPrintable;
        return view;
    }

    /// <summary>Exactly one bare address: no name, no list, no comment.</summary>
    private static MailAddress Recipient(string to) =>
        !to.Any(char.IsControl) && MailAddress.TryCreate(to, out var address) && address.Address == to && Ascii.IsValid(address.User)
            ? address
            : throw Refuse("its recipient is not one e-mail address (with ASCII letters before the @).");

    private static PermanentException Refuse(string reason) => new("mail_refused", $"The mail can't be sent: {reason}");
}
