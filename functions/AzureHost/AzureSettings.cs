using System.Globalization;
using Shortloop.Adapters.AiSearch;
using Shortloop.Adapters.Cosmos;
using Shortloop.Adapters.Gemini;
using Shortloop.Adapters.KeyVault;
using Shortloop.Adapters.OpenAi;
using Shortloop.Adapters.SignIn;
using Shortloop.Adapters.Smtp;
using Shortloop.Adapters.Stripe;
using Shortloop.Adapters.TikTok;
using Shortloop.Adapters.YouTube;
using Shortloop.Core;
using Shortloop.Core.Administration;
using Shortloop.Functions.Http;
using Shortloop.Functions.Videos;

namespace Shortloop.AzureHost;

/// <summary>
/// The app settings that infra sets. Every missing or unusable one is named at once, and stops the start; those whose secret the platform could not read
/// come first and alone, for nothing can be said of what they stand for.
/// </summary>
/// <param name="BlobService"><c>SHORTLOOP_BLOB_SERVICE</c>: https://NAME.blob.core.windows.net.</param>
/// <param name="QueueEndpoint"><c>SHORTLOOP_QUEUE_ENDPOINT</c>: https://NAME.servicebus.windows.net.</param>
/// <param name="Cosmos">
/// <c>SHORTLOOP_COSMOS_ENDPOINT</c>: https://NAME.documents.azure.com:443/; <c>SHORTLOOP_COSMOS_DATABASE</c>; <c>SHORTLOOP_COSMOS_REGIONS</c>: where reads go
/// first, with commas between; may be absent.
/// </param>
/// <param name="PublicAddress"><c>SHORTLOOP_PUBLIC_ADDRESS</c>: where browsers and the render job reach the app.</param>
/// <param name="TikTok"><c>SHORTLOOP_TIKTOK_CLIENT_KEY</c> and <c>_CLIENT_SECRET</c>, of the app in TikTok's developer portal.</param>
/// <param name="Mail"><c>SHORTLOOP_SMTP_HOST</c> (port 587, STARTTLS), <c>SHORTLOOP_MAIL_FROM</c>; <c>SHORTLOOP_SMTP_USER</c> and <c>_PASSWORD</c> where it asks for them.</param>
/// <param name="SignIn">
/// <c>SHORTLOOP_GOOGLE_CLIENT_ID</c> and <c>_CLIENT_SECRET</c>, the same of <c>GITHUB</c> and <c>DISCORD</c>; <c>SHORTLOOP_ENTRA_AUTHORITY</c>,
/// <c>_AUDIENCE</c> and <c>_SCOPE</c>. Those that are missing are off.
/// </param>
/// <param name="Admins"><c>SHORTLOOP_ADMINS</c>: addresses whose accounts operate the installation, with commas between; may be absent.</param>
/// <param name="Payments"><c>SHORTLOOP_STRIPE_KEY</c>; <c>SHORTLOOP_STRIPE_WEBHOOK_SECRET</c>, two with a comma between while one is being replaced.</param>
/// <param name="YouTube"><c>SHORTLOOP_YOUTUBE_API_KEY</c> for public data, <c>SHORTLOOP_YOUTUBE_CLIENT_ID</c> and <c>_SECRET</c> to connect channels; may be absent.</param>
/// <param name="Gemini"><c>SHORTLOOP_GEMINI_KEY</c>, and <c>SHORTLOOP_GEMINI_MODEL</c>: reads links that YouTube gives no captions of; may be absent.</param>
/// <param name="GeneratesVideo"><c>SHORTLOOP_VIDEO=gemini</c>, and <c>SHORTLOOP_VIDEO_MODEL</c>: makes the footage of planned posts; may be absent.</param>
/// <param name="OpenAi"><c>SHORTLOOP_MODEL=openai</c>, with <c>SHORTLOOP_OPENAI_KEY</c>, <c>_ENDPOINT</c> and <c>_MODEL</c>; null: the built-in analyst.</param>
/// <param name="Search"><c>SHORTLOOP_SEARCH_ENDPOINT</c>: https://NAME.search.windows.net; <c>SHORTLOOP_SEARCH_INDEX</c> may be absent.</param>
/// <param name="StorageEvents"><c>SHORTLOOP_STORAGE_EVENTS</c> and <c>_KEY</c>: see <see cref="StorageEventOptions"/>; may be absent.</param>
/// <param name="Api"><c>SHORTLOOP_ALLOWED_ORIGINS</c>, <c>SHORTLOOP_LIMITS</c>, <c>SHORTLOOP_PROXIES</c>: see <see cref="ApiOptions"/>; may be absent.</param>
/// <param name="ApplicationInsights"><c>APPLICATIONINSIGHTS_CONNECTION_STRING</c>: where the worker's telemetry goes, by identity; may be absent.</param>
/// <param name="IsTraced"><c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says where it goes by OTLP; the exporter reads it and its siblings by itself; may be absent.</param>
/// <param name="Keys"><c>SHORTLOOP_KEY_VAULT</c>: https://NAME.vault.azure.net; the keys that seal tokens are versions of its secret token-key.</param>
public sealed record AzureSettings(
    CosmosOptions Cosmos, Uri BlobService, Uri QueueEndpoint, Uri PublicAddress, KeyVaultOptions Keys, TikTokOptions TikTok, SmtpOptions Mail,
    SignInProviders SignIn, NamedAdmins Admins, StripeOptions Payments, YouTubeOptions YouTube, GeminiOptions? Gemini, bool GeneratesVideo,
    OpenAiOptions? OpenAi, AiSearchOptions Search, StorageEventOptions StorageEvents, ApiOptions Api,
    string? ApplicationInsights, bool IsTraced)
{
    /// <summary>What an app finds in place of a secret that its platform could not read.</summary>
    private const string UnresolvedReference = "@Microsoft.KeyVault(";

    /// <param name="names">Of all settings that there are: one that is nearly a known one is a slip.</param>
    /// <exception cref="InvalidOperationException">Lists what is missing or wrong.</exception>
    public static AzureSettings Read(Func<string, string?> setting, IReadOnlyCollection<string> names)
    {
        string[] unresolved = [.. names.Where(name => setting(name)?.StartsWith(UnresolvedReference, StringComparison.OrdinalIgnoreCase) == true).Order(StringComparer.Ordinal)];
        if (unresolved.Length > 0)
            throw new InvalidOperationException(
                $"The platform could not read from the key vault: {string.Join(", ", unresolved)}. See that each is there (infra/secrets.sh lists them), that the app's identity may read it, and what the portal says beside the setting.");
        var problems = new List<string>(SettingNames.Problems(names, SettingNames.Azure));
        var settings = new AzureSettings(
            Cosmos(),
            Address("SHORTLOOP_BLOB_SERVICE"), Address("SHORTLOOP_QUEUE_ENDPOINT"), Address("SHORTLOOP_PUBLIC_ADDRESS"),
            new KeyVaultOptions { Vault = Address("SHORTLOOP_KEY_VAULT") },
            new TikTokOptions { ClientKey = Text("SHORTLOOP_TIKTOK_CLIENT_KEY"), ClientSecret = Text("SHORTLOOP_TIKTOK_CLIENT_SECRET") },
            new SmtpOptions
            {
                Host = Text("SHORTLOOP_SMTP_HOST"),
                User = setting("SHORTLOOP_SMTP_USER"),
                Password = setting("SHORTLOOP_SMTP_PASSWORD"),
                From = Text("SHORTLOOP_MAIL_FROM"),
            },
            new SignInProviders(
                Client("GOOGLE", (id, secret) => new GoogleOptions { ClientId = id, ClientSecret = secret }),
                Client("GITHUB", (id, secret) => new GitHubOptions { ClientId = id, ClientSecret = secret }),
                Client("DISCORD", (id, secret) => new DiscordOptions { ClientId = id, ClientSecret = secret }),
                EntraOptions.Read(setting, out string? entra)),
            Admins(),
            new StripeOptions
            {
                ApiKey = Text("SHORTLOOP_STRIPE_KEY"),
                WebhookSecrets = Text("SHORTLOOP_STRIPE_WEBHOOK_SECRET").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
            },
            YouTube(),
            Gemini(),
            Video(),
            OpenAi(),
            Search(),
            StorageEvents(),
            Api()!,
            Optional("APPLICATIONINSIGHTS_CONNECTION_STRING"),
            Optional("OTEL_EXPORTER_OTLP_ENDPOINT") is not null && Receiver());
        if (entra is not null)
            problems.Add(entra);
        Check("SHORTLOOP_COSMOS_ENDPOINT, SHORTLOOP_COSMOS_DATABASE, SHORTLOOP_COSMOS_REGIONS", settings.Cosmos.Problems());
        Check("SHORTLOOP_KEY_VAULT", settings.Keys.Problems());
        Check("SHORTLOOP_TIKTOK_CLIENT_KEY, SHORTLOOP_TIKTOK_CLIENT_SECRET", settings.TikTok.Problems());
        Check("SHORTLOOP_SMTP_HOST, SHORTLOOP_SMTP_USER, SHORTLOOP_MAIL_FROM", settings.Mail.Problems());
        Check("SHORTLOOP_GOOGLE_CLIENT_ID, SHORTLOOP_GOOGLE_CLIENT_SECRET", settings.SignIn.Google?.Problems());
        Check("SHORTLOOP_GITHUB_CLIENT_ID, SHORTLOOP_GITHUB_CLIENT_SECRET", settings.SignIn.GitHub?.Problems());
        Check("SHORTLOOP_DISCORD_CLIENT_ID, SHORTLOOP_DISCORD_CLIENT_SECRET", settings.SignIn.Discord?.Problems());
        Check("SHORTLOOP_STRIPE_KEY, SHORTLOOP_STRIPE_WEBHOOK_SECRET", settings.Payments.Problems());
        Check("SHORTLOOP_YOUTUBE_API_KEY, SHORTLOOP_YOUTUBE_CLIENT_ID, SHORTLOOP_YOUTUBE_CLIENT_SECRET", settings.YouTube.Problems());
        Check("SHORTLOOP_GEMINI_KEY, SHORTLOOP_GEMINI_MODEL, SHORTLOOP_VIDEO_MODEL", settings.Gemini?.Problems());
        Check("SHORTLOOP_OPENAI_KEY, SHORTLOOP_OPENAI_ENDPOINT, SHORTLOOP_OPENAI_MODEL", settings.OpenAi?.Problems());
        Check("SHORTLOOP_SEARCH_ENDPOINT, SHORTLOOP_SEARCH_INDEX", settings.Search.Problems());
        return problems.Count == 0 ? settings : throw new InvalidOperationException(string.Join(Environment.NewLine, problems));

        void Check(string named, IReadOnlyList<string>? found) => problems.AddRange((found ?? []).Select(problem => $"{named}: {problem}"));

        CosmosOptions Cosmos() => new()
        {
            Endpoint = Address("SHORTLOOP_COSMOS_ENDPOINT"),
            Database = Text("SHORTLOOP_COSMOS_DATABASE"),
            PreferredRegions = (Optional("SHORTLOOP_COSMOS_REGIONS") ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries),
        };

        AiSearchOptions Search()
        {
            var usual = new AiSearchOptions { Endpoint = Address("SHORTLOOP_SEARCH_ENDPOINT") };
            return Optional("SHORTLOOP_SEARCH_INDEX") is { } index ? usual with { Index = index } : usual;
        }

        ApiOptions? Api()
        {
            try
            {
                // The platform's front end adds the caller's address; Static Web Apps before it is one more.
                return ApiOptions.Read(setting, proxies: 1);
            }
            catch (FormatException error)
            {
                problems.Add(error.Message);
                return null;
            }
        }

        StorageEventOptions StorageEvents()
        {
            // A blob service that is missing has been named already.
            var service = Uri.TryCreate(Optional("SHORTLOOP_BLOB_SERVICE"), UriKind.Absolute, out Uri? uri) ? uri : new Uri("https://invalid.invalid");
            var events = StorageEventOptions.Read(setting, new Uri(service, "media"), out string? problem);
            if (problem is not null)
                problems.Add(problem);
            return events;
        }

        YouTubeOptions YouTube()
        {
            string? client = Optional("SHORTLOOP_YOUTUBE_CLIENT_ID");
            return new YouTubeOptions
            {
                ApiKey = Optional("SHORTLOOP_YOUTUBE_API_KEY"),
                ClientId = client,
                ClientSecret = client is null ? null : Text("SHORTLOOP_YOUTUBE_CLIENT_SECRET", "SHORTLOOP_YOUTUBE_CLIENT_ID"),
                SearchesPerDay = Count("SHORTLOOP_YOUTUBE_SEARCHES_A_DAY", 100),
                UnitsPerDay = Count("SHORTLOOP_YOUTUBE_UNITS_A_DAY", 9_500),
            };
        }

        GeminiOptions? Gemini()
        {
            if (Optional("SHORTLOOP_GEMINI_KEY") is not { } key)
                return null;
            var usual = new GeminiOptions { ApiKey = key };
            usual = Optional("SHORTLOOP_VIDEO_MODEL") is { } video ? usual with { VideoModel = video } : usual;
            return Optional("SHORTLOOP_GEMINI_MODEL") is { } model ? usual with { Model = model } : usual;
        }

        bool Video()
        {
            if (Optional("SHORTLOOP_VIDEO") is not { } provider)
                return false;
            if (provider != "gemini")
                problems.Add("SHORTLOOP_VIDEO may be gemini, or absent.");
            else if (Optional("SHORTLOOP_GEMINI_KEY") is null)
                problems.Add("SHORTLOOP_VIDEO=gemini also needs SHORTLOOP_GEMINI_KEY.");
            return true;
        }

        OpenAiOptions? OpenAi()
        {
            string? chosen = Optional("SHORTLOOP_MODEL");
            if (chosen is not (null or "builtin" or "openai"))
                problems.Add("SHORTLOOP_MODEL may be builtin, openai, or absent.");
            if (chosen != "openai")
                return null;
            if (Optional("SHORTLOOP_OPENAI_KEY") is null)
                problems.Add("SHORTLOOP_MODEL=openai also needs SHORTLOOP_OPENAI_KEY (any text for servers that ask for none).");
            var usual = new OpenAiOptions { ApiKey = Optional("SHORTLOOP_OPENAI_KEY") ?? "" };
            usual = Optional("SHORTLOOP_OPENAI_ENDPOINT") is null ? usual : usual with { Endpoint = Address("SHORTLOOP_OPENAI_ENDPOINT") };
            return Optional("SHORTLOOP_OPENAI_MODEL") is { } model ? usual with { Model = model } : usual;
        }

        bool Receiver()
        {
            bool usable = Uri.TryCreate(setting("OTEL_EXPORTER_OTLP_ENDPOINT"), UriKind.Absolute, out Uri? uri) && uri.Scheme is "http" or "https";
            if (!usable)
                problems.Add("OTEL_EXPORTER_OTLP_ENDPOINT must be a web address such as http://localhost:4318.");
            return usable;
        }

        string? Optional(string name) => setting(name) is { Length: > 0 } value ? value : null;

        int Count(string name, int usual)
        {
            if (Optional(name) is not { } text)
                return usual;
            if (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out int count))
                return count;
            problems.Add($"{name} must be a whole number, such as {usual}.");
            return usual;
        }

        NamedAdmins Admins()
        {
            NamedAdmins? admins = NamedAdmins.Read(setting("SHORTLOOP_ADMINS"));
            if (admins is null)
                problems.Add("SHORTLOOP_ADMINS must be e-mail addresses with commas between, such as ana@example.com,joe@example.com.");
            return admins ?? NamedAdmins.None;
        }

        string Text(string name, string? neededBy = null)
        {
            if (setting(name) is { Length: > 0 } value)
                return value;
            problems.Add(neededBy is null ? $"{name} is missing." : $"{name} is missing; {neededBy} needs it.");
            return "";
        }

        T? Client<T>(string provider, Func<string, string, T> make)
            where T : SignInOptions
        {
            string id = $"SHORTLOOP_{provider}_CLIENT_ID";
            return setting(id) is { Length: > 0 } value ? make(value, Text($"SHORTLOOP_{provider}_CLIENT_SECRET", id)) : null;
        }

        Uri Address(string name)
        {
            if (Uri.TryCreate(Text(name), UriKind.Absolute, out Uri? uri) && uri.Scheme == Uri.UriSchemeHttps)
                return uri;
            problems.Add($"{name} must be an https address.");
            return new Uri("https://invalid.invalid");
        }
    }
}
