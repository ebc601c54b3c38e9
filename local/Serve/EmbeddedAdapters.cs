using Shortloop.Adapters.Blob;
using Shortloop.Adapters.Builtin;
using Shortloop.Adapters.Builtin.Assistant;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Adapters.Gemini;
using Shortloop.Adapters.OpenAi;
using Shortloop.Adapters.Pdf;
using Shortloop.Adapters.ServiceBus;
using Shortloop.Adapters.SignIn;
using Shortloop.Adapters.Smtp;
using Shortloop.Adapters.Sqlite;
using Shortloop.Adapters.Stripe;
using Shortloop.Adapters.TikTok;
using Shortloop.Adapters.Vectors;
using Shortloop.Adapters.YouTube;
using Shortloop.Core.Accounts;
using Shortloop.Core.Administration;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;
using Shortloop.Engine.Broker;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Operations;

namespace Shortloop.Local.Serve;

/// <summary>Which adapter stands behind which port on one machine. Outside services are played by the sandbox, through the real clients.</summary>
internal static class EmbeddedAdapters
{
    public static IServiceCollection AddEmbeddedAdapters(this IServiceCollection services, LocalSettings settings)
    {
        services.AddSqliteDocumentStore(new SqliteDocumentStoreOptions(settings.DataFile("documents.db")));
        services.AddSqliteVectorIndex(new SqliteVectorIndexOptions(settings.DataFile("vectors.db")));
        services.AddAzureBlobStore(new AzureBlobStoreOptions
        {
            ConnectionString = settings.BlobConnectionString,
            EmulatorPageOrigins = [$"http://127.0.0.1:{settings.Port}", $"http://localhost:{settings.Port}"],
        });
        services.AddServiceBusRestQueue(new ServiceBusQueueOptions(settings.Queue)
        {
            KeyName = LocalSettings.QueueKeyName,
            Key = settings.Keys.QueueKey,
        });
        services.AddSingleton(new FfmpegOptions { WorkFolder = Directory.CreateDirectory(settings.DataFile("work")).FullName });
        services.AddSingleton<IMediaAnalyser, FfmpegMediaAnalyser>();
        services.AddSingleton<IMarkdownPrinter, PdfPrinter>();
        services.AddSingleton<ICardMaker, FfmpegCardMaker>();
        services.AddTextModel(settings);
        services.AddVideoGenerator(settings);
        services.AddTikTok(settings);
        services.AddYouTube(YouTubeInTheSandbox(settings));
        services.AddSingleton(UploadLimits.Default);
        services.AddSingleton(settings.Chosen.StorageEvents);
        services.AddSingleton(NamedAdmins.None);
        services.AddSingleton(new CallbackAddress(settings.Address));
        services.AddSingleton(new PublicAddress(settings.Address));
        services.AddMail(settings);
        services.AddPayments(settings);
        services.AddSignIn(settings);
        services.AddSingleton(new MailPage(new Uri(settings.Sandbox, "mail")));
        services.AddSingleton(provider => new KeyFile(settings.DataFile(KeyFile.Name), provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IKeyRing>(provider => provider.GetRequiredService<KeyFile>()).AddSingleton<IKeyKeeper>(provider => provider.GetRequiredService<KeyFile>());
        services.AddSingleton(provider => AccessTokenKeys.DerivedFrom(provider.GetRequiredService<IKeyRing>())).AddSingleton<IAccessTokens, JwtAccessTokens>();
        services.AddSingleton(provider => new SecretBox(provider.GetRequiredService<IKeyRing>()));
        return services;
    }

    /// <summary>Redelivery after a crash should not keep a person waiting: locks are short and renewed.</summary>
    public static ServiceBusBrokerOptions BrokerOptions(LocalSettings settings) => new(
        settings.DataFile("broker.db"), LocalSettings.QueueKeyName, settings.Keys.QueueKey,
        [
            new BrokerQueue(Queues.Render) { LockDuration = TimeSpan.FromSeconds(10), MaxDeliveryCount = 5 },
            new BrokerQueue(Queues.Due) { LockDuration = TimeSpan.FromSeconds(30) },
        ]);

    // None unless one is asked for: whoever wants generated video is told so then.
    private static void AddVideoGenerator(this IServiceCollection services, LocalSettings settings)
    {
        if (settings.Chosen.Video is { } options)
            services.AddSingleton<IVideoGenerator>(provider => new GeminiVideoGenerator(
                GeminiVideoGenerator.CreateHttpClient(), options, provider.GetRequiredService<TimeProvider>()));
    }

    private static void AddTextModel(this IServiceCollection services, LocalSettings settings)
    {
        services.AddSingleton<IEmbedder, BuiltinEmbedder>();
        if (settings.Chosen.OpenAi is { } options)
        {
            services.AddSingleton<ITextModel>(provider => new OpenAiTextModel(options, provider.GetRequiredService<TimeProvider>()));
            services.AddSingleton<IChatModel>(provider => new OpenAiChatModel(options, provider.GetRequiredService<TimeProvider>()));
            return;
        }

        services.AddSingleton<ITextModel, BuiltinAnalyst>();
        services.AddSingleton<IChatModel, BuiltinChat>();
    }

    // Everything goes to the sandbox, which shows it at /mail.
    private static void AddMail(this IServiceCollection services, LocalSettings settings)
    {
        var options = new SmtpOptions { Host = "127.0.0.1", Port = settings.MailPort, StartTls = false, From = "Shortloop <shortloop@localhost.localdomain>" };
        services.AddSingleton<IMail>(provider => new SmtpMail(
            options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SmtpMail>>()));
    }

    private static void AddPayments(this IServiceCollection services, LocalSettings settings)
    {
        var options = new StripeOptions { ApiKey = "sk_test_sandbox", WebhookSecrets = ["whsec_sandbox"], ApiBase = new Uri(settings.Sandbox, "stripe/") };
        services.AddSingleton<IPayments>(provider => new StripePayments(
            StripePayments.CreateHttpClient(), options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<StripePayments>>()));
        services.AddSingleton<IPaymentEvents>(provider => new StripeEvents(options, provider.GetRequiredService<TimeProvider>()));
    }

    // The providers are played by the sandbox, each of their hosts by a folder of it; Entra only where somebody has a tenant to try.
    private static void AddSignIn(this IServiceCollection services, LocalSettings settings)
    {
        const string id = "sandbox-client-id", secret = "sandbox-client-secret";
        services.AddSignInProviders(new SignInProviders(
            new GoogleOptions { ClientId = id, ClientSecret = secret, AccountsBase = At("google/accounts/"), TokenBase = At("google/oauth2/"), ApiBase = At("google/apis/") },
            new GitHubOptions { ClientId = id, ClientSecret = secret, WwwBase = At("github/www/"), ApiBase = At("github/api/") },
            new DiscordOptions { ClientId = id, ClientSecret = secret, Base = At("discord/") },
            settings.Chosen.Entra));

        Uri At(string folder) => new(settings.Sandbox, folder);
    }

    private static void AddTikTok(this IServiceCollection services, LocalSettings settings)
    {
        var options = new TikTokOptions
        {
            ClientKey = "sandbox-client-key",
            ClientSecret = "sandbox-client-secret",
            WwwBase = new Uri(settings.Sandbox, "tiktok/www/"),
            OpenBase = new Uri(settings.Sandbox, "tiktok/open/"),
        };
        services.AddSingleton<IPublishingPlatform>(provider => new TikTokPlatform(
            TikTokPlatform.CreateHttpClient(), options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TikTokPlatform>>()));
        services.AddSingleton<IConnectablePlatform>(provider => provider.GetRequiredService<IPublishingPlatform>());
        services.AddSingleton<IOwnVideos>(provider => new TikTokOwnVideos(
            TikTokPlatform.CreateHttpClient(), options, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<TikTokOwnVideos>>()));
    }

    // The sandbox gives captions without a connected channel, so that any link can be tried.
    private static YouTubeOptions YouTubeInTheSandbox(LocalSettings settings) => new()
    {
        ApiKey = "sandbox-api-key",
        ClientId = "sandbox-client-id",
        ClientSecret = "sandbox-client-secret",
        CaptionsByKey = true,
        ApiBase = new Uri(settings.Sandbox, "youtube/api/"),
        AccountsBase = new Uri(settings.Sandbox, "youtube/accounts/"),
        TokenBase = new Uri(settings.Sandbox, "youtube/oauth2/"),
        WwwBase = new Uri(settings.Sandbox, "youtube/www/"),
    };
}
