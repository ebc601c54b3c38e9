using System.Globalization;
using System.Net.Mail;
using System.Security.Authentication;
using Shortloop.Core;

namespace Shortloop.Adapters.Smtp;

/// <summary>
/// What the server's answers mean. Only a 5xx about this mail or address is final: a server that is away, asks to wait (4xx), wants another
/// sign-in or lost its certificate will take the mail once someone has mended it.
/// </summary>
internal static class SmtpErrors
{
    /// <summary>Not in the framework's list: 535, sign-in refused (RFC 4954).</summary>
    private const int SignInRefused = 535;

    public static WorkException From(SmtpException problem)
    {
        var status = (int)problem.StatusCode;
        var number = status.ToString(CultureInfo.InvariantCulture);
        // The server's words are left out: they usually repeat the address.
        return (SmtpStatusCode)status switch
        {
            _ when problem.InnerException is AuthenticationException => Unavailable("its certificate is not trusted", problem.InnerException),
            SmtpStatusCode.MustIssueStartTlsFirst or SmtpStatusCode.ClientNotPermitted or (SmtpStatusCode)SignInRefused =>
                Unavailable($"it refuses our sign-in ({number}); check user, password and STARTTLS", null),
            >= (SmtpStatusCode)500 => new PermanentException("mail_refused", $"The mail server will not take this mail ({number}). Check the address."),
            >= (SmtpStatusCode)400 => Unavailable($"it asks to try later ({number})", null),
            _ => Unavailable("the connection failed, or it does not offer STARTTLS", problem.InnerException),
        };
    }

    public static TransientException Unavailable(string reason, Exception? inner) =>
        new("mail_unavailable", $"The mail server did not take the mail: {reason}.", inner: inner);
}
