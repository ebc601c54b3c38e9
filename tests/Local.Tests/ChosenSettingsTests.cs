namespace Shortloop.Local.Tests;

/// <summary>What a person sets before ./run; all that is wrong with it is said at once.</summary>
public sealed class ChosenSettingsTests
{
    private static readonly Uri Sandbox = new("http://127.0.0.1:7072/");
    private static readonly Uri Blobs = new("http://127.0.0.1:7073/");

    [Fact]
    public void Read_Nothing_IsUsable()
    {
        ChosenSettings chosen = Read([]);

        Assert.Equal((null, null, null, false, false), (chosen.OpenAi, chosen.Video, chosen.Entra, chosen.StorageEvents.Listens, chosen.IsTraced));
    }

    [Fact]
    public void Read_EverythingWrong_ListsEveryProblem()
    {
        var error = Assert.Throws<StartException>(() => Read(new()
        {
            ["SHORTLOOP_MODEL"] = "openai",
            ["SHORTLOOP_OPENAI_ENDPOINT"] = "localhost",
            ["SHORTLOOP_VIDEO"] = "camera",
            ["SHORTLOOP_LIMITS"] = "session",
            ["SHORTLOOP_PROXIES"] = "many",
            ["SHORTLOOP_ENTRA_AUTHORITY"] = "https://login.microsoftonline.com/common/v2.0",
            ["SHORTLOOP_STORAGE_EVENTS"] = "on",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "here",
            ["SHORTLOOP_MODLE"] = "openai",
        }));

        string[] lines = error.Message.Split(Environment.NewLine);
        Assert.Equal(9, lines.Length);
        Assert.Equal("SHORTLOOP_MODLE is not a setting. Did you mean SHORTLOOP_MODEL?", lines[0]);
        Assert.All(
            (string[])["SHORTLOOP_LIMITS", "SHORTLOOP_PROXIES", "SHORTLOOP_OPENAI_KEY", "SHORTLOOP_OPENAI_ENDPOINT", "SHORTLOOP_VIDEO", "one tenant", "SHORTLOOP_STORAGE_EVENTS", "OTEL_"],
            name => Assert.Contains(lines, line => line.Contains(name, StringComparison.Ordinal)));
    }

    [Fact]
    public void Read_SettingsOfOtherPrograms_StopNothing() => Read(new()
    {
        ["SHORTLOOP_ACCEPT"] = "1",
        ["SHORTLOOP_COACH_SEED"] = "7",
        ["SHORTLOOP_STRIPE_KEY"] = "sk_test_1",
        ["SHORTLOOP_VAULT_NAME"] = "kv",
        ["PATH"] = "/bin",
    });

    [Fact]
    public void Read_Chosen_IsTaken()
    {
        ChosenSettings chosen = Read(new()
        {
            ["SHORTLOOP_MODEL"] = "openai",
            ["SHORTLOOP_OPENAI_KEY"] = "k",
            ["SHORTLOOP_OPENAI_MODEL"] = "m",
            ["SHORTLOOP_VIDEO"] = "sandbox",
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = "http://localhost:4318",
        });

        Assert.Equal(("k", "m", "https://api.openai.com/v1"), (chosen.OpenAi!.ApiKey, chosen.OpenAi.Model, chosen.OpenAi.Endpoint.AbsoluteUri));
        Assert.Equal((new Uri(Sandbox, "gemini/"), true), (chosen.Video!.Base, chosen.IsTraced));
    }

    private static ChosenSettings Read(Dictionary<string, string> set) => ChosenSettings.Read(name => set.GetValueOrDefault(name), set.Keys, Sandbox, Blobs);
}
