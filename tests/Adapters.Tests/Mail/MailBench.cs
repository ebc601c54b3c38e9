using System.Net.Http.Json;
using System.Text.Json;
using Shortloop.Adapters.Smtp;
using Shortloop.Adapters.Tests.Sandbox;
using Shortloop.Adapters.Tests.SignIn;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Mail;

/// <summary>The real client against the mail server of a sandbox.</summary>
public sealed class MailBench : IAsyncDisposable
{
    public static readonly Core.Ports.Mail Hello = new("rope.fan@example.com", "Confirm your address", "Follow https://app.example/x", null, "confirm_email");

    private MailBench(RunningSandbox sandbox) => Sandbox = sandbox;

    public RunningSandbox Sandbox { get; }

    public Lines Log { get; } = new();

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    public static async Task<MailBench> StartAsync() => new(await RunningSandbox.StartAsync());

    public SmtpOptions Options => new()
    {
        Host = "127.0.0.1",
        Port = Sandbox.App.SmtpPort,
        StartTls = false,
        From = "Shortloop <hello@shortloop.example>",
    };

    public IMail Client(SmtpOptions? options = null) => new SmtpMail(options ?? Options, TimeProvider.System, Log.For<SmtpMail>());

    public async Task<JsonElement[]> OutboxAsync() =>
        (await Sandbox.Http.GetFromJsonAsync<JsonElement[]>(Sandbox.At("_sandbox/mail"), Cancel))!;

    public async Task<JsonElement> OnlyAsync() => Assert.Single(await OutboxAsync());

    public ValueTask DisposeAsync() => Sandbox.DisposeAsync();
}
