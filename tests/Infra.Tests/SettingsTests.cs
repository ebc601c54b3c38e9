using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.Infra.Tests;

/// <summary>What the code reads is set, and what is set is read.</summary>
public sealed partial class SettingsTests
{
    // Read by the platform and the libraries, not by our source.
    private static readonly string[] OfThePlatform =
    [
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
        "AZURE_CLIENT_ID",
        "FONTCONFIG_FILE",
        "AzureWebJobsStorage__accountName",
        "AzureWebJobsStorage__credential",
        "AzureWebJobsStorage__clientId",
        "ServiceBus__credential",
        "ServiceBus__clientId",
        "DURABLE_TASK_SCHEDULER_CONNECTION_STRING",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__type",
        "AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionStringName",
    ];

    // What the job reads and is not told on Azure, with the reason.
    private static readonly Dictionary<string, string> NotSetForTheJob = new()
    {
        ["SHORTLOOP_QUEUE_KEY_NAME"] = "its identity takes the place of a key",
        ["SHORTLOOP_QUEUE_KEY"] = "its identity takes the place of a key",
        ["SHORTLOOP_WORK_FOLDER"] = "the container's own temporary folder",
        ["SHORTLOOP_FFMPEG"] = "on the image's PATH",
        ["SHORTLOOP_FFPROBE"] = "on the image's PATH",
    };

    [Fact]
    public async Task App_EverySettingThatItReads_IsSet() => Assert.Empty(CodeSettings.OfApp().Except(await SetForAppAsync()).Order());

    [Fact]
    public async Task App_EverySettingThatIsSet_IsRead() =>
        Assert.Empty((await SetForAppAsync()).Except(CodeSettings.OfApp()).Except(OfThePlatform).Order());

    [Fact]
    public async Task App_EverySecret_ComesFromTheVaultAndNoOtherSettingDoes()
    {
        string[] secrets = Secrets();
        var given = (await Bicep.CheckInstallationAsync()).Parameters!["values"]!["value"]!.AsObject().Select(pair => pair.Key).ToArray();

        Assert.DoesNotContain(given, IsSecret);
        Assert.All(secrets, name => Assert.True(IsSecret(name), $"{name} is no secret by its name: set it in main.bicepparam, or tell the rule."));
        Assert.Empty(secrets.Intersect(given));
    }

    [Fact]
    public async Task RenderJob_EverySettingThatItReads_IsSetOrHasAReasonNotToBe()
    {
        IReadOnlySet<string> read = CodeSettings.OfRenderJob();
        string[] set = await SetForJobAsync();

        Assert.Empty(read.Except(set).Except(NotSetForTheJob.Keys));
        Assert.Empty(set.Except(read).Except(OfThePlatform));
        Assert.Empty(NotSetForTheJob.Keys.Intersect(set));
    }

    [Fact]
    public void NamesIn_LiteralsAndClients_AreFoundAndCommentsAreNot() => Assert.Equal(
        ["SHORTLOOP_ONE", "SHORTLOOP_GOOGLE_CLIENT_ID", "SHORTLOOP_GOOGLE_CLIENT_SECRET"],
        CodeSettings.NamesIn("""
            /// <c>"SHORTLOOP_TWO"</c>
            Text("SHORTLOOP_ONE"), Client("GOOGLE", (id, secret) => ($"SHORTLOOP_{id}", "SHORTLOOP_THREE is missing."))
            """));

    private static bool IsSecret(string name) => SecretName().IsMatch(name) && name != "SHORTLOOP_TIKTOK_CLIENT_KEY";

    private static string[] Secrets() => [.. JsonNode.Parse(Repository.Read("infra/secrets.json"))!.AsArray().Select(node => (string)node!)];

    private static async Task<string[]> SetForAppAsync()
    {
        var compiled = await Bicep.CheckInstallationAsync();
        Resource settings = compiled.Template!.Made.Single(resource => resource is { Type: "Microsoft.Web/sites/config" });
        return
        [
            .. Template.WordsOf(settings.Text).Where(word => SettingName().IsMatch(word)),
            // What main.bicep adds to what operators give.
            .. Template.WordsOf(compiled.Template.Root["resources"]!["functions"]!["properties"]!["parameters"]!["values"]!.ToJsonString(Template.Plain)).Where(word => SettingName().IsMatch(word)),
            .. compiled.Parameters!["values"]!["value"]!.AsObject().Select(pair => pair.Key),
            .. Secrets(),
        ];
    }

    private static async Task<string[]> SetForJobAsync()
    {
        Resource job = (await Bicep.InstallationAsync()).Made.Single(resource => resource.Type == "Microsoft.App/jobs");
        // An expression: some of them are only there when they have a value.
        string variables = job.Node["properties"]!["template"]!["containers"]![0]!["env"]!.ToJsonString(Template.Plain);
        return [.. Template.WordsOf(variables).Where(word => SettingName().IsMatch(word))];
    }

    [GeneratedRegex(@"\A(?:SHORTLOOP_[A-Z0-9_]+|APPLICATIONINSIGHTS_[A-Z_]+|OTEL_[A-Z_]+|AZURE_CLIENT_ID|DURABLE_TASK_SCHEDULER_CONNECTION_STRING|FONTCONFIG_FILE|TASKHUB_NAME|\w+__\w+)\z")]
    private static partial Regex SettingName();


    [GeneratedRegex("(?:_KEY|_SECRET|_PASSWORD)$")]
    private static partial Regex SecretName();
}
