using System.Net;
using System.Net.Mail;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Smtp;

/// <summary>
/// Hands every mail over its own connection: mails are few, and the client speaks one at a time. A connection that breaks after the text went out
/// leaves open whether the mail was taken; the next try may then deliver it twice.
/// </summary>
public sealed class SmtpMail : IMail
{
    private readonly SmtpOptions _options;
    private readonly TimeProvider _time;
    private readonly ILogger<SmtpMail> _logger;

    /// <exception cref="ArgumentException">The options can't be used; the message says why.</exception>
    public SmtpMail(SmtpOptions options, TimeProvider time, ILogger<SmtpMail> logger)
    {
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        (_options, _time, _logger) = (options, time, logger);
    }

    public async Task SendAsync(Mail mail, CancellationToken cancellation)
    {
        using var message = MailMessages.From(mail, _options.From);
        using var deadline = new CancellationTokenSource(_options.Timeout, _time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        using var client = Client();
        try
        {
            await client.SendMailAsync(message, limited.Token);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            throw Tell(mail, SmtpErrors.Unavailable("it did not answer in time", null));
        }
        catch (SmtpException refused)
        {
            throw Tell(mail, SmtpErrors.From(refused));
        }

        Logs.Accepted(_logger, mail.Purpose);
    }

    private WorkException Tell(Mail mail, WorkException error)
    {
        Logs.NotAccepted(_logger, mail.Purpose, error.Code, error.Message);
        return error;
    }

    private SmtpClient Client() => new(_options.Host, _options.Port)
    {
        EnableSsl = _options.StartTls,
        DeliveryMethod = SmtpDeliveryMethod.Network,
        UseDefaultCredentials = false,
        Credentials = _options.User is null ? null : new NetworkCredential(_options.User, _options.Password),
    };
}
