namespace Shortloop.Sandbox;

/// <summary>How one sandbox server is started. What may change while it runs is in <see cref="SandboxSettings"/>.</summary>
public sealed record SandboxOptions
{
    /// <summary>Folder for the state file and the uploaded bytes; created when missing.</summary>
    public required string DataDirectory { get; init; }

    /// <summary>Loopback port; 0 takes any free one.</summary>
    public int Port { get; init; }

    /// <summary>Base of the links handed out (upload URLs, share URLs); the listening address when null.</summary>
    public Uri? PublicUrl { get; init; }

    /// <summary>The clock under the sandbox's own one, which can be moved forward by a control call.</summary>
    public TimeProvider Time { get; init; } = TimeProvider.System;

    public string TikTokClientKey { get; init; } = "sandbox-client-key";

    public string TikTokClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>The app at Google, GitHub and Discord alike.</summary>
    public string SignInClientId { get; init; } = "sandbox-client-id";

    public string SignInClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>Of the YouTube Data API; its OAuth client is the sign-in app's.</summary>
    public string YouTubeApiKey { get; init; } = "sandbox-api-key";

    public string StripeKey { get; init; } = "sk_test_sandbox";

    public string StripeWebhookSecret { get; init; } = "whsec_sandbox";

    /// <summary>Where Stripe's events go from this start on, whatever the data folder says; null leaves it at what it says.</summary>
    public Uri? StripeWebhookUrl { get; init; }

    /// <summary>Loopback port of the mail server; 0 takes any free one, null runs none.</summary>
    public int? SmtpPort { get; init; }

    /// <summary>Who signs in to the mail server; it also takes mail from who doesn't.</summary>
    public string SmtpUser { get; init; } = "sandbox-mail";

    public string SmtpPassword { get; init; } = "sandbox-mail-password";

    public string OpenAiKey { get; init; } = "sk-sandbox";

    /// <summary>Settings of a fresh data folder; an existing one keeps its own.</summary>
    public SandboxSettings InitialSettings { get; init; } = new();
}
