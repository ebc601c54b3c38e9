using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Shortloop.Sandbox;

internal static class CommandLine
{
    public const string Help = """
        Usage: shortloop-sandbox --port N --data DIR [--smtp-port N] [--public-url URL] [--stripe-webhooks URL]
                                 [--auto-consent] [--unaudited]

          --port N          loopback port to listen on (0: any free one)
          --data DIR        folder that keeps the state and the uploaded bytes
          --smtp-port N     loopback port of the mail server (0: any free one; without it there is none)
          --public-url URL  base of the links handed out (default: the listening address)
          --stripe-webhooks URL
                            where Stripe's events are delivered (default: what the data folder says, at first nowhere)
          --auto-consent    consent pages answer "allow" by themselves (fresh data folder only)
          --unaudited       TikTok treats the client as not audited (fresh data folder only)
        """;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out SandboxOptions? options, [NotNullWhen(false)] out string? problem)
    {
        options = null;
        problem = null;
        int? port = null;
        int? smtpPort = null;
        string? data = null;
        Uri? publicUrl = null;
        Uri? stripeWebhooks = null;
        var settings = new SandboxSettings();
        for (var i = 0; i < args.Length && problem is null; i++)
        {
            switch (args[i])
            {
                case "--auto-consent": settings = settings with { AutoConsent = true }; break;
                case "--unaudited": settings = settings with { Unaudited = true }; break;
                case "--port" when i + 1 < args.Length && TryPort(args[i + 1], out var number): port = number; i++; break;
                case "--smtp-port" when i + 1 < args.Length && TryPort(args[i + 1], out var mailPort): smtpPort = mailPort; i++; break;
                case "--data" when i + 1 < args.Length: data = args[++i]; break;
                case "--public-url" when i + 1 < args.Length && Uri.TryCreate(args[i + 1], UriKind.Absolute, out publicUrl): i++; break;
                case "--stripe-webhooks" when i + 1 < args.Length && Uri.TryCreate(args[i + 1], UriKind.Absolute, out stripeWebhooks): i++; break;
                case "--port" or "--smtp-port" or "--data" or "--public-url" or "--stripe-webhooks": problem = $"{args[i]} needs a valid value."; break;
                default: problem = $"unknown option {args[i]}."; break;
            }
        }

        if (problem is null && (port is null || data is null))
            problem = "--port and --data are needed.";
        if (problem is not null)
            return false;
        options = new SandboxOptions { Port = port!.Value, SmtpPort = smtpPort, DataDirectory = data!, PublicUrl = publicUrl, StripeWebhookUrl = stripeWebhooks, InitialSettings = settings };
        return true;
    }

    private static bool TryPort(string text, out int port) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out port) && port <= 65535;
}
