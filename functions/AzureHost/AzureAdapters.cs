using Azure.Identity;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.AiSearch;
using Shortloop.Adapters.Blob;
using Shortloop.Adapters.Builtin;
using Shortloop.Adapters.Builtin.Assistant;
using Shortloop.Adapters.Cosmos;
using Shortloop.Adapters.Ffmpeg;
using Shortloop.Adapters.Gemini;
using Shortloop.Adapters.KeyVault;
using Shortloop.Adapters.OpenAi;
using Shortloop.Adapters.Pdf;
using Shortloop.Adapters.ServiceBus;
using Shortloop.Adapters.SignIn;
using Shortloop.Adapters.Smtp;
using Shortloop.Adapters.Stripe;
using Shortloop.Adapters.TikTok;
using Shortloop.Adapters.YouTube;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;
using Shortloop.Functions;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Http;
using Shortloop.Functions.Operations;

namespace Shortloop.AzureHost;

/// <summary>
/// Which adapter stands behind which port on Azure; managed identity everywhere.
/// </summary>
internal static class AzureAdapters
{
    /// <summary>All of the app: what every function, story and step is made of.</summary>
    public static IServiceCollection AddShortloop(this IServiceCollection services, AzureSettings settings) => services
        .AddSingleton(TimeProvider.System)
        .AddShortloopCore()
        .AddShortloopFunctions(settings.Api)
        .AddAzureAdapters(settings)
        .AddSingleton<ICallerSource>(provider => provider.GetRequiredService<SessionCallers>());

    private static IServiceCollection AddAzureAdapters(this IServiceCollection services, AzureSettings settings)
    {
        var identity = new DefaultAzureCredential();
        services.AddCosmosStore(settings.Cosmos with { Credential = identity });
        services.AddAzureBlobStore(new AzureBlobStoreOptions { ServiceUri = settings.BlobService, Credential = identity });
        services.AddServiceBusRestQueue(new ServiceBusQueueOptions(settings.QueueEndpoint) { Credential = identity });
        services.AddAiSearchVectorIndex(settings.Search with { Credential = identity });
        services.AddSingleton(settings.StorageEvents);
        services.AddSingleton(MediaTools.Read(Environment.GetEnvironmentVariable));
        services.AddSingleton<IMediaAnalyser, FfmpegMediaAnalyser>();
        services.AddSingleton<IMarkdownPrinter, PdfPrinter>();
        services.AddSingleton<ICardMaker, FfmpegCardMaker>();
        services.AddTextModel(settings.OpenAi);
        services.AddSingleton<IEmbedder, BuiltinEmbedder>();
        services.AddSingleton<IPublishingPlatform>(provider => new TikTokPlatform(
            TikTokPlatform.CreateHttpClient(), settings.TikTok,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TikTokPlatform>>()));
        services.AddSingleton<IOwnVideos>(provider => new TikTokOwnVideos(
            TikTokPlatform.CreateHttpClient(), settings.TikTok,
            provider.GetRequiredService<TimeProvider>(),
            provider.GetRequiredService<ILogger<TikTokOwnVideos>>()));
        services.AddSingleton<IConnectablePlatform>(provider => provider.GetRequiredService<IPublishingPlatform>());
        services.AddYouTube(settings.YouTube);
        if (settings.Gemini is { } reader)
            services.AddSingleton<ILinkReader>(provider => new GeminiLinkReader(
                new HttpClient { Timeout = Timeout.InfiniteTimeSpan }, reader, provider.GetRequiredService<TimeProvider>()));
        if (settings is { GeneratesVideo: true, Gemini: { } maker })
            services.AddSingleton<IVideoGenerator>(provider => new GeminiVideoGenerator(
                GeminiVideoGenerator.CreateHttpClient(), maker, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton(UploadLimits.Default);
        services.AddSingleton(settings.Admins);
        services.AddSingleton<ILogReader, ApplicationInsightsLogs>();
        services.AddSingleton(new CallbackAddress(settings.PublicAddress));
        services.AddSingleton(new PublicAddress(settings.PublicAddress));
        services.AddSingleton<IMail>(provider => new SmtpMail(
            settings.Mail, provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<SmtpMail>>()));
        services.AddSingleton<IPayments>(provider => new StripePayments(
            StripePayments.CreateHttpClient(), settings.Payments,
            provider.GetRequiredService<TimeProvider>(), provider.GetRequiredService<ILogger<StripePayments>>()));
        services.AddSingleton<IPaymentEvents>(provider => new StripeEvents(settings.Payments, provider.GetRequiredService<TimeProvider>()));
        services.AddSignInProviders(settings.SignIn);
        services.AddSingleton(new MailPage(null));
        services.AddKeyVaultKeys(settings.Keys with { Credential = identity });
        services.AddSingleton(provider => AccessTokenKeys.DerivedFrom(provider.GetRequiredService<IKeyRing>())).AddSingleton<IAccessTokens, JwtAccessTokens>();
        services.AddSingleton(provider => new SecretBox(provider.GetRequiredService<IKeyRing>()));
        services.AddAzureTelemetry(settings, identity);
        return services;
    }

    private static void AddTextModel(this IServiceCollection services, OpenAiOptions? openAi)
    {
        if (openAi is null)
        {
            services.AddSingleton<ITextModel, BuiltinAnalyst>();
            services.AddSingleton<IChatModel, BuiltinChat>();
            return;
        }

        services.AddSingleton<ITextModel>(provider => new OpenAiTextModel(openAi, provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<IChatModel>(provider => new OpenAiChatModel(openAi, provider.GetRequiredService<TimeProvider>()));
    }
}
