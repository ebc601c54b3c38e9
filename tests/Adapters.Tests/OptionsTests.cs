using Shortloop.Adapters.Blob;
using Shortloop.Adapters.Gemini;
using Shortloop.Adapters.OpenAi;
using Shortloop.Adapters.ServiceBus;
using Shortloop.Adapters.SignIn;
using Shortloop.Adapters.TikTok;
using Shortloop.Adapters.YouTube;

namespace Shortloop.Adapters.Tests;

/// <summary>What the adapters' options say about themselves: one sentence for each mistake, and never a secret.</summary>
public sealed class OptionsTests
{
    private static readonly Uri Plain = new("http://plain.invalid"), Safe = new("https://safe.invalid"), Here = new("http://127.0.0.1:1");

    [Fact]
    public void Blob_Problems_AreSaid()
    {
        Assert.Empty(new AzureBlobStoreOptions { ServiceUri = Safe }.Problems());
        Assert.Empty(new AzureBlobStoreOptions { ServiceUri = Here }.Problems());
        Assert.Empty(new AzureBlobStoreOptions { ConnectionString = "hush" }.Problems());
        One(new AzureBlobStoreOptions().Problems());
        One(new AzureBlobStoreOptions { ConnectionString = "hush", ServiceUri = Safe }.Problems());
        One(new AzureBlobStoreOptions { ServiceUri = Plain }.Problems());
        One(new AzureBlobStoreOptions { ServiceUri = Safe, Container = "My--Media" }.Problems());
    }

    [Fact]
    public void ServiceBus_Problems_AreSaid()
    {
        Assert.Empty(new ServiceBusQueueOptions(Safe).Problems());
        Assert.Empty(new ServiceBusQueueOptions(Here) { KeyName = "name", Key = "hush" }.Problems());
        One(new ServiceBusQueueOptions(Plain).Problems());
        One(new ServiceBusQueueOptions(Safe) { Key = "hush" }.Problems());
    }

    [Fact]
    public void TikTok_Problems_AreSaid()
    {
        var usual = new TikTokOptions { ClientKey = "key", ClientSecret = "hush" };
        Assert.Empty(usual.Problems());
        Assert.Empty((usual with { WwwBase = Here, OpenBase = Here }).Problems());
        One((usual with { ClientKey = "" }).Problems());
        One((usual with { ClientSecret = "hush\n" }).Problems());
        One((usual with { OpenBase = Plain }).Problems());
        One((usual with { CallTimeout = TimeSpan.Zero }).Problems());
    }

    [Fact]
    public void YouTube_Problems_AreSaid()
    {
        Assert.Empty(new YouTubeOptions().Problems());
        Assert.Empty(new YouTubeOptions { ApiKey = "hush", ClientId = "id", ClientSecret = "hush", ApiBase = Here }.Problems());
        One(new YouTubeOptions { ApiKey = "hush hush" }.Problems());
        One(new YouTubeOptions { ClientId = "id" }.Problems());
        One(new YouTubeOptions { ClientId = "id", ClientSecret = "hush " }.Problems());
        One(new YouTubeOptions { UnitsPerDay = -1 }.Problems());
        One(new YouTubeOptions { TokenBase = Plain }.Problems());
        One(new YouTubeOptions { CallTimeout = TimeSpan.Zero }.Problems());
    }

    [Fact]
    public void Gemini_Problems_AreSaid()
    {
        var usual = new GeminiOptions { ApiKey = "hush" };
        Assert.Empty((usual with { Base = Here }).Problems());
        One((usual with { ApiKey = "hush " }).Problems());
        One((usual with { Model = "" }).Problems());
        One((usual with { Base = Plain }).Problems());
        One((usual with { Timeout = TimeSpan.Zero }).Problems());
    }

    [Fact]
    public void OpenAi_Problems_AreSaid()
    {
        var usual = new OpenAiOptions { ApiKey = "hush" };
        Assert.Empty((usual with { Endpoint = Plain }).Problems());
        One((usual with { ApiKey = "hush " }).Problems());
        One((usual with { Endpoint = new Uri("ftp://files.invalid") }).Problems());
        One((usual with { Model = " " }).Problems());
        One((usual with { Timeout = TimeSpan.Zero }).Problems());
    }

    [Fact]
    public void SignIn_Problems_AreSaid()
    {
        var usual = new GitHubOptions { ClientId = "id", ClientSecret = "hush" };
        Assert.Empty((usual with { ApiBase = Here }).Problems());
        One((usual with { ClientId = "" }).Problems());
        One((usual with { ClientSecret = "hush\r" }).Problems());
        One((usual with { ApiBase = Plain }).Problems());
        One((usual with { CallTimeout = TimeSpan.Zero }).Problems());
        One(new GoogleOptions { ClientId = "id", ClientSecret = "hush", TokenBase = Plain }.Problems());
        One(new DiscordOptions { ClientId = "id", ClientSecret = "hush", CdnBase = Plain }.Problems());
    }

    private static void One(IReadOnlyList<string> problems) => Assert.DoesNotContain("hush", Assert.Single(problems), StringComparison.Ordinal);
}
