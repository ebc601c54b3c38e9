using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Shortloop.Sandbox.Control;
using Shortloop.Sandbox.Mail;
using Shortloop.Sandbox.OpenAi;
using Shortloop.Sandbox.SignIn;
using Shortloop.Sandbox.Stripe;
using Shortloop.Sandbox.TikTok;
using Shortloop.Sandbox.YouTube;

namespace Shortloop.Sandbox;

/// <summary>One running sandbox server, on loopback only. Tests start it in process on port 0.</summary>
public sealed class SandboxApp : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly SandboxContext _context;

    private SandboxApp(WebApplication app, SandboxContext context, Uri address) =>
        (_app, _context, Address) = (app, context, address);

    public Uri Address { get; }

    /// <summary>Stands for <c>https://www.tiktok.com</c>.</summary>
    public Uri TikTokWww => new(Address, "tiktok/www/");

    /// <summary>Stands for <c>https://open.tiktokapis.com</c>.</summary>
    public Uri TikTokOpen => new(Address, "tiktok/open/");

    /// <summary>Stands for <c>https://www.googleapis.com</c> as the home of the YouTube Data API.</summary>
    public Uri YouTubeApi => new(Address, "youtube/api/");

    /// <summary>Stands for <c>https://accounts.google.com</c> where a channel consents.</summary>
    public Uri YouTubeAccounts => new(Address, "youtube/accounts/");

    /// <summary>Stands for <c>https://oauth2.googleapis.com</c> for channels' tokens.</summary>
    public Uri YouTubeOAuth => new(Address, "youtube/oauth2/");

    /// <summary>Stands for <c>https://www.youtube.com</c>.</summary>
    public Uri YouTubeWww => new(Address, "youtube/www/");

    /// <summary>Stands for <c>https://api.stripe.com</c>.</summary>
    public Uri Stripe => new(Address, "stripe/");

    /// <summary>Stands for <c>https://api.openai.com/v1</c>.</summary>
    public Uri OpenAi => new(Address, "openai/v1");

    /// <summary>Stands for <c>https://accounts.google.com</c>.</summary>
    public Uri GoogleAccounts => new(Address, "google/accounts/");

    /// <summary>Stands for <c>https://oauth2.googleapis.com</c>.</summary>
    public Uri GoogleOAuth => new(Address, "google/oauth2/");

    /// <summary>Stands for <c>https://www.googleapis.com</c>.</summary>
    public Uri GoogleApis => new(Address, "google/apis/");

    /// <summary>Stands for <c>https://github.com</c>.</summary>
    public Uri GitHubWww => new(Address, "github/www/");

    /// <summary>Stands for <c>https://api.github.com</c>.</summary>
    public Uri GitHubApi => new(Address, "github/api/");

    /// <summary>Stands for <c>https://discord.com</c>.</summary>
    public Uri Discord => new(Address, "discord/");

    /// <summary>Port of the mail server; 0 when none was asked for.</summary>
    public int SmtpPort => _app.Services.GetRequiredService<SmtpServer>().Port;

    public SandboxClock Clock => _context.Clock;

    public FaultList Faults => _context.Faults;

    public RequestLog Requests => _context.Requests;

    /// <exception cref="IOException">The port is in use.</exception>
    public static async Task<SandboxApp> StartAsync(SandboxOptions options, CancellationToken cancellation = default)
    {
        var context = new SandboxContext(options);
        var app = Build(options, context);
        await app.StartAsync(cancellation);
        var bound = app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses.First();
        var address = new Uri(bound.TrimEnd('/') + "/");
        context.PublicUrl = options.PublicUrl is { } url ? new Uri(url.ToString().TrimEnd('/') + "/") : address;
        return new SandboxApp(app, context, address);
    }

    public Task WaitForShutdownAsync() => _app.WaitForShutdownAsync();

    public async ValueTask DisposeAsync()
    {
        await _app.StopAsync();
        await _app.DisposeAsync();
    }

    private static WebApplication Build(SandboxOptions options, SandboxContext context)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        // A port in use comes out as an exception, which Program tells in one line; the host would print its stack as well.
        builder.Logging.AddFilter("Microsoft.Extensions.Hosting", LogLevel.None);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, options.Port);
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
        });
        builder.Services.AddSingleton(context);
        builder.Services.AddHttpClient();
        builder.Services.AddSingleton<TikTokWebhooks>();
        builder.Services.AddHostedService<TikTokWebhookLoop>();
        builder.Services.AddSingleton<StripeWebhooks>();
        builder.Services.AddHostedService<StripeWebhookLoop>();
        builder.Services.AddSingleton<SmtpServer>();
        builder.Services.AddHostedService(services => services.GetRequiredService<SmtpServer>());

        var app = builder.Build();
        app.UseMiddleware<RequestLogMiddleware>();
        app.UseMiddleware<FaultMiddleware>();
        app.UseRouting();
        app.MapControl(context);
        app.MapWorld(context);
        app.MapTikTok(context);
        app.MapStripe(context);
        app.MapOpenAi(context);
        app.MapSignIn(context);
        app.MapYouTube(context);
        app.MapMail(context);
        return app;
    }
}
