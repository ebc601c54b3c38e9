using Shortloop.Sandbox.Mail;
using Shortloop.Sandbox.SignIn;
using Shortloop.Sandbox.Stripe;
using Shortloop.Sandbox.TikTok;
using Shortloop.Sandbox.YouTube;

namespace Shortloop.Sandbox.State;

/// <summary>Everything that survives a restart, as one JSON document. Uploaded bytes are files beside it.</summary>
public sealed class SandboxState
{
    public TimeSpan ClockOffset { get; set; }

    public SandboxSettings Settings { get; set; } = new();

    public TikTokState TikTok { get; set; } = new();

    public SignInState SignIn { get; set; } = new();

    public StripeState Stripe { get; set; } = new();

    public YouTubeState YouTube { get; set; } = new();

    public MailState Mail { get; set; } = new();
}
