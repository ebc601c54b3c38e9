using Shortloop.AzureHost;

namespace Shortloop.Infra.Tests;

/// <summary>How the app on Azure reads its settings: the real reader, with what infra sets.</summary>
public sealed class AzureSettingsTests
{
    // What must be there, in the shape in which infra sets it.
    private static readonly Dictionary<string, string> Required = new()
    {
        ["SHORTLOOP_COSMOS_ENDPOINT"] = "https://cosmos-test.documents.azure.com:443/",
        ["SHORTLOOP_COSMOS_DATABASE"] = "shortloop",
        ["SHORTLOOP_BLOB_SERVICE"] = "https://sttest.blob.core.windows.net/",
        ["SHORTLOOP_QUEUE_ENDPOINT"] = "https://sb-test.servicebus.windows.net",
        ["SHORTLOOP_PUBLIC_ADDRESS"] = "https://shortloop.example",
        ["SHORTLOOP_KEY_VAULT"] = "https://kv-test.vault.azure.net/",
        ["SHORTLOOP_SEARCH_ENDPOINT"] = "https://srch-test.search.windows.net",
        ["SHORTLOOP_TIKTOK_CLIENT_KEY"] = "tiktok",
        ["SHORTLOOP_TIKTOK_CLIENT_SECRET"] = Secret,
        ["SHORTLOOP_SMTP_HOST"] = "smtp.example",
        ["SHORTLOOP_MAIL_FROM"] = "studio@shortloop.example",
        ["SHORTLOOP_STRIPE_KEY"] = $"sk_test_{Secret}",
        ["SHORTLOOP_STRIPE_WEBHOOK_SECRET"] = $"whsec_{Secret}",
    };

    // Of the list's names those that the reader doesn't ask for, and who does.
    private static readonly Dictionary<string, string> ReadElsewhere = new()
    {
        ["SHORTLOOP_FFMPEG"] = "MediaTools",
        ["SHORTLOOP_FFPROBE"] = "MediaTools",
        ["ServiceBus__fullyQualifiedNamespace"] = "the trigger's extension",
        ["TASKHUB_NAME"] = "host.json",
    };

    private const string Secret = "3f7c1e9b";

    [Fact]
    public void Read_WhatIsRequired_IsEnough()
    {
        AzureSettings settings = Read(new());

        Assert.Equal(("https://cosmos-test.documents.azure.com/", "shortloop"), (settings.Cosmos.Endpoint.AbsoluteUri, settings.Cosmos.Database));
        Assert.Equal("https://sttest.blob.core.windows.net/", settings.BlobService.AbsoluteUri);
        Assert.Equal(("https://kv-test.vault.azure.net/", "shortloop-vectors"), (settings.Keys.Vault.AbsoluteUri, settings.Search.Index));
        Assert.Equal(("smtp.example", "studio@shortloop.example"), (settings.Mail.Host, settings.Mail.From));
        Assert.Equal([$"whsec_{Secret}"], settings.Payments.WebhookSecrets);
        Assert.Equal(("tiktok", Secret), (settings.TikTok.ClientKey, settings.TikTok.ClientSecret));
        Assert.Null(settings.OpenAi);
        Assert.Null(settings.Gemini);
        Assert.False(settings.GeneratesVideo || settings.IsTraced || settings.StorageEvents.Listens);
    }

    [Fact]
    public void Read_WhatMayBeThere_GoesWhereItBelongs()
    {
        AzureSettings settings = Read(new()
        {
            ["SHORTLOOP_COSMOS_REGIONS"] = "West Europe, North Europe",
            ["SHORTLOOP_STRIPE_WEBHOOK_SECRET"] = $"whsec_{Secret}, whsec_next",
            ["SHORTLOOP_MODEL"] = "openai",
            ["SHORTLOOP_OPENAI_KEY"] = Secret,
            ["SHORTLOOP_OPENAI_ENDPOINT"] = "https://oai-test.openai.azure.com/openai/v1",
            ["SHORTLOOP_OPENAI_MODEL"] = "small",
            ["SHORTLOOP_GEMINI_KEY"] = Secret,
            ["SHORTLOOP_VIDEO"] = "gemini",
            ["SHORTLOOP_VIDEO_MODEL"] = "film",
            ["SHORTLOOP_ADMINS"] = "ana@example.com,joe@example.com",
            ["SHORTLOOP_SEARCH_INDEX"] = "another",
            ["SHORTLOOP_YOUTUBE_UNITS_A_DAY"] = "7",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:4318",
        });

        Assert.Equal(["West Europe", "North Europe"], settings.Cosmos.PreferredRegions);
        Assert.Equal(2, settings.Payments.WebhookSecrets.Count);
        Assert.Equal(("small", "oai-test.openai.azure.com"), (settings.OpenAi!.Model, settings.OpenAi.Endpoint.Host));
        Assert.Equal(("film", true), (settings.Gemini!.VideoModel, settings.GeneratesVideo));
        Assert.Equal(("another", 7, true), (settings.Search.Index, settings.YouTube.UnitsPerDay, settings.IsTraced));
    }

    [Fact]
    public void Read_NothingSet_NamesAllThatIsMissingAtOnce()
    {
        string said = Assert.Throws<InvalidOperationException>(() => AzureSettings.Read(_ => null, [])).Message;

        Assert.All(Required.Keys, name => Assert.Contains(name, said, StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("SHORTLOOP_COSMOS_ENDPOINT", "http://cosmos-test.documents.azure.com")]
    [InlineData("SHORTLOOP_BLOB_SERVICE", "sttest")]
    [InlineData("SHORTLOOP_PUBLIC_ADDRESS", "shortloop.example")]
    [InlineData("SHORTLOOP_KEY_VAULT", "http://kv-test.vault.azure.net")]
    [InlineData("SHORTLOOP_SEARCH_INDEX", "Not A Name")]
    [InlineData("SHORTLOOP_STRIPE_KEY", "pk_test_3f7c1e9b")]
    [InlineData("SHORTLOOP_STRIPE_WEBHOOK_SECRET", "3f7c1e9b")]
    [InlineData("SHORTLOOP_MAIL_FROM", "nobody")]
    [InlineData("SHORTLOOP_TIKTOK_CLIENT_SECRET", "3f7c1e9b\n")]
    [InlineData("SHORTLOOP_YOUTUBE_API_KEY", "3f7c1e9b copied")]
    [InlineData("SHORTLOOP_GEMINI_KEY", " 3f7c1e9b")]
    [InlineData("SHORTLOOP_ADMINS", "ana")]
    [InlineData("SHORTLOOP_MODEL", "gpt")]
    [InlineData("SHORTLOOP_MODEL", "openai")]
    [InlineData("SHORTLOOP_VIDEO", "gemini")]
    [InlineData("SHORTLOOP_VIDEO", "3f7c1e9b")]
    [InlineData("SHORTLOOP_STORAGE_EVENTS", "on")]
    [InlineData("SHORTLOOP_STORAGE_EVENTS", "key")]
    [InlineData("SHORTLOOP_ENTRA_AUTHORITY", "nowhere")]
    [InlineData("SHORTLOOP_GOOGLE_CLIENT_ID", "without its secret")]
    [InlineData("SHORTLOOP_YOUTUBE_CLIENT_ID", "without its secret")]
    [InlineData("SHORTLOOP_YOUTUBE_SEARCHES_A_DAY", "-1")]
    [InlineData("SHORTLOOP_PROXIES", "many")]
    [InlineData("SHORTLOOP_ALLOWED_ORIGINS", "not an origin")]
    [InlineData("SHORTLOOP_LIMITS", "none")]
    [InlineData("OTEL_EXPORTER_OTLP_ENDPOINT", "localhost:4318")]
    [InlineData("SHORTLOOP_ADMIN", "ana@example.com")]
    public void Read_OneThatCannotBe_IsNamedWithoutAnySecret(string name, string value)
    {
        string said = Assert.Throws<InvalidOperationException>(() => Read(new() { [name] = value })).Message;

        Assert.Contains(name, said, StringComparison.Ordinal);
        Assert.DoesNotContain(Secret, said, StringComparison.Ordinal);
    }

    /// <summary>The app is handed the reference itself where the platform could not follow it; it must not take that for a secret.</summary>
    [Theory]
    [InlineData("SHORTLOOP_TIKTOK_CLIENT_SECRET")]
    [InlineData("SHORTLOOP_GEMINI_KEY")]
    [InlineData("SHORTLOOP_STORAGE_EVENTS_KEY")]
    public void Read_SecretThatThePlatformCouldNotRead_IsNamedAlone(string name)
    {
        string said = Assert.Throws<InvalidOperationException>(() => Read(new()
        {
            [name] = "@Microsoft.KeyVault(VaultName=kv-test;SecretName=some-secret)",
            ["SHORTLOOP_MODEL"] = "gpt",
        })).Message;

        Assert.StartsWith($"The platform could not read from the key vault: {name}.", said, StringComparison.Ordinal);
        Assert.DoesNotContain("SHORTLOOP_MODEL", said, StringComparison.Ordinal);
    }

    [Fact]
    public void Read_EverySettingOfTheList_IsAskedForOrReadElsewhere()
    {
        var all = Required.Concat([new("SHORTLOOP_MODEL", "openai"), new("SHORTLOOP_OPENAI_KEY", "key"), new("SHORTLOOP_GEMINI_KEY", "key"), new("SHORTLOOP_VIDEO", "gemini"),
            new("SHORTLOOP_YOUTUBE_CLIENT_ID", "id"), new("SHORTLOOP_YOUTUBE_CLIENT_SECRET", Secret), new("SHORTLOOP_GOOGLE_CLIENT_ID", "id"), new("SHORTLOOP_GOOGLE_CLIENT_SECRET", Secret),
            new("SHORTLOOP_GITHUB_CLIENT_ID", "id"), new("SHORTLOOP_GITHUB_CLIENT_SECRET", Secret), new("SHORTLOOP_DISCORD_CLIENT_ID", "id"), new("SHORTLOOP_DISCORD_CLIENT_SECRET", Secret),
            new("SHORTLOOP_ENTRA_AUTHORITY", "https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111/v2.0"),
            new("SHORTLOOP_ENTRA_AUDIENCE", "api://shortloop")]).ToDictionary();
        var asked = new HashSet<string>();

        AzureSettings.Read(name => asked.Add(name) | true ? all.GetValueOrDefault(name) : null, all.Keys);

        Assert.Equal(ReadElsewhere.Keys.Order(StringComparer.Ordinal), CodeSettings.OfApp().Except(asked).Order(StringComparer.Ordinal));
    }

    private static AzureSettings Read(Dictionary<string, string> more)
    {
        Dictionary<string, string> all = Required.Concat(more).GroupBy(pair => pair.Key).ToDictionary(group => group.Key, group => group.Last().Value);
        return AzureSettings.Read(all.GetValueOrDefault, all.Keys);
    }
}
