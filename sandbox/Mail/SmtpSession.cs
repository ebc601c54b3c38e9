using System.Globalization;
using System.Net.Security;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Sandbox.Control;

namespace Shortloop.Sandbox.Mail;

/// <summary>One client's conversation (RFC 5321, with STARTTLS and AUTH LOGIN).</summary>
internal sealed class SmtpSession(SandboxContext sandbox, SmtpLines lines, SslServerAuthenticationOptions tls)
{
    private const int LargestMail = 10 * 1024 * 1024;

    private readonly List<string> _to = [];
    private string? _from;
    private string? _user;
    private bool _signInFailed;

    public async Task RunAsync(CancellationToken cancellation)
    {
        await SayAsync("220 sandbox ESMTP", cancellation);
        while (await lines.ReadAsync(cancellation) is { } line)
        {
            var verb = line.Split(' ', 2)[0].ToUpperInvariant();
            if (verb is "MAIL" or "RCPT" or "DATA" && await FaultAsync(verb, cancellation))
                continue;
            switch (verb)
            {
                case "EHLO": await GreetAsync(cancellation); break;
                case "HELO" or "NOOP": await SayAsync("250 OK", cancellation); break;
                case "RSET": Forget(); await SayAsync("250 OK", cancellation); break;
                case "STARTTLS": await EncryptAsync(cancellation); break;
                case "AUTH": await SignInAsync(line, cancellation); break;
                case "MAIL": await FromAsync(line, cancellation); break;
                case "RCPT": await ToAsync(line, cancellation); break;
                case "DATA" when _to.Count > 0: await TakeAsync(cancellation); break;
                case "DATA": await SayAsync("503 5.5.1 RCPT first", cancellation); break;
                case "QUIT": await SayAsync("221 Bye", cancellation); return;
                default: await SayAsync("500 5.5.2 Unknown command", cancellation); break;
            }
        }
    }

    private Task SayAsync(string line, CancellationToken cancellation) => lines.WriteAsync(line, cancellation);

    private async Task GreetAsync(CancellationToken cancellation)
    {
        await SayAsync("250-sandbox", cancellation);
        if (!lines.Encrypted)
            await SayAsync("250-STARTTLS", cancellation);
        await SayAsync("250-AUTH LOGIN", cancellation);
        await SayAsync("250-8BITMIME", cancellation);
        await SayAsync("250 SIZE " + LargestMail.ToString(CultureInfo.InvariantCulture), cancellation);
    }

    private async Task EncryptAsync(CancellationToken cancellation)
    {
        await SayAsync("220 Go ahead", cancellation);
        await lines.EncryptAsync(tls, cancellation);
        Forget();
    }

    private async Task SignInAsync(string line, CancellationToken cancellation)
    {
        var parts = line.Split(' ');
        if (parts.Length < 2 || !parts[1].Equals("LOGIN", StringComparison.OrdinalIgnoreCase))
        {
            await SayAsync("504 5.5.4 Only LOGIN", cancellation);
            return;
        }

        var user = parts.Length > 2 ? parts[2] : await AskAsync("Username:", cancellation);
        var password = await AskAsync("Password:", cancellation);
        _signInFailed = Plain(user) != sandbox.Options.SmtpUser || Plain(password) != sandbox.Options.SmtpPassword;
        _user = _signInFailed ? null : sandbox.Options.SmtpUser;
        await SayAsync(_signInFailed ? "535 5.7.8 Authentication credentials invalid" : "235 2.7.0 Welcome", cancellation);
    }

    private async Task<string> AskAsync(string question, CancellationToken cancellation)
    {
        await SayAsync("334 " + Convert.ToBase64String(Encoding.ASCII.GetBytes(question)), cancellation);
        return await lines.ReadAsync(cancellation) ?? "";
    }

    /// <summary>Signing in is not asked for, but who tried and failed gets no further.</summary>
    private async Task FromAsync(string line, CancellationToken cancellation)
    {
        if (_signInFailed)
        {
            await SayAsync("530 5.7.0 Authentication required", cancellation);
            return;
        }

        Forget();
        _from = Address(line);
        await SayAsync(_from is null ? "501 5.1.7 Bad sender" : "250 2.1.0 OK", cancellation);
    }

    private async Task ToAsync(string line, CancellationToken cancellation)
    {
        if (_from is null || Address(line) is not { Length: > 0 } to)
        {
            await SayAsync(_from is null ? "503 5.5.1 MAIL first" : "501 5.1.3 Bad recipient", cancellation);
            return;
        }

        _to.Add(to);
        await SayAsync("250 2.1.5 OK", cancellation);
    }

    private async Task TakeAsync(CancellationToken cancellation)
    {
        await SayAsync("354 End with a dot", cancellation);
        var raw = new StringBuilder();
        while (await lines.ReadAsync(cancellation) is { } line)
        {
            if (line == ".")
            {
                await FinishAsync(raw, cancellation);
                return;
            }

            if (raw.Length <= LargestMail)
                raw.Append(line.StartsWith('.') ? line[1..] : line).Append("\r\n");
        }
    }

    private async Task FinishAsync(StringBuilder raw, CancellationToken cancellation)
    {
        if (raw.Length > LargestMail)
        {
            await SayAsync("552 5.3.4 Too large", cancellation);
        }
        else if (!await FaultAsync("END", cancellation))
        {
            Keep(raw.ToString());
            if (sandbox.Faults.Take("smtp", "KEPT") is { Kind: FaultKinds.DropAfterCommit })
                throw new IOException("Cut after the mail was kept, as ordered.");
            await SayAsync("250 2.0.0 Accepted", cancellation);
        }

        Forget();
    }

    private void Keep(string raw)
    {
        var message = MimeMessage.Parse(raw);
        var id = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(8));
        var mail = new ReceivedMail(
            id, sandbox.Now, _from!, [.. _to], message.Header("Subject") ?? "", message.Text, message.Html, message.Header("X-Purpose"),
            lines.Encrypted, _user, raw, message.OneClick());
        sandbox.State.Update(s =>
        {
            s.Mail.Add(mail);
            return 0;
        });
    }

    /// <summary>True when a fault has answered in our place.</summary>
    private async Task<bool> FaultAsync(string stage, CancellationToken cancellation)
    {
        if (sandbox.Faults.Take("smtp", stage) is not { } fault)
            return false;
        switch (fault.Kind)
        {
            case FaultKinds.Slow:
                await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds ?? 30), cancellation);
                return false;
            case FaultKinds.Status:
                var status = (fault.Status ?? 451).ToString(CultureInfo.InvariantCulture);
                await SayAsync($"{status} {status[0]}.7.1 {(status[0] == '4' ? "Greylisted, try again later" : "Not accepted")}", cancellation);
                return true;
            default:
                throw new IOException("Cut, as ordered.");
        }
    }

    private void Forget()
    {
        _from = null;
        _to.Clear();
    }

    private static string? Address(string line) =>
        line.IndexOf('<', StringComparison.Ordinal) is var open and >= 0 && line.IndexOf('>', open) is var close and >= 0
            ? line[(open + 1)..close] : null;

    private static string? Plain(string base64)
    {
        var bytes = new byte[base64.Length];
        return Convert.TryFromBase64String(base64, bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length) : null;
    }
}
