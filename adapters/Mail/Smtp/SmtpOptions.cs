using System.Net;
using System.Net.Mail;

namespace Shortloop.Adapters.Smtp;

/// <summary>The mail server that everything is handed to.</summary>
public sealed record SmtpOptions
{
    public required string Host { get; init; }

    /// <summary>587 for submission with STARTTLS. 465 (TLS from the first byte) is not spoken.</summary>
    public int Port { get; init; } = 587;

    /// <summary>Encrypts by STARTTLS; a server that doesn't offer it, or whose certificate isn't trusted, gets no mail.</summary>
    public bool StartTls { get; init; } = true;

    /// <summary>Null: without signing in.</summary>
    public string? User { get; init; }

    public string? Password { get; init; }

    /// <summary>The sender's address, with or without a name: <c>Shortloop &lt;hello@example.com&gt;</c>.</summary>
    public required string From { get; init; }

    /// <summary>For one mail, from the connection to the server's last word.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>What is wrong with these options, each with what to do; empty when nothing is.</summary>
    public IReadOnlyList<string> Problems() => [.. Checks().Where(check => !check.Holds).Select(check => check.Otherwise)];

    private IEnumerable<(bool Holds, string Otherwise)> Checks()
    {
        yield return (Host.Length > 0, "The mail server's host is empty.");
        yield return (Port is >= 1 and <= 65535, "The mail server's port must be 1 to 65535.");
        yield return (Port != 465, "Port 465 (TLS from the first byte) is not supported; use the server's port with STARTTLS, usually 587.");
        yield return (MailAddress.TryCreate(From, out _), $"The sender '{From}' is not an e-mail address.");
        yield return (Timeout > TimeSpan.Zero, "The mail server's time limit must be more than 0 s.");
        yield return (User is null || StartTls || IsThisMachine(Host), "A password would go over the network in the clear: use STARTTLS, or no user.");
    }

    private static bool IsThisMachine(string host) => host == "localhost" || (IPAddress.TryParse(host, out var ip) && IPAddress.IsLoopback(ip));
}
