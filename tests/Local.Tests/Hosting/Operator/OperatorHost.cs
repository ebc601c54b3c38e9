using System.Net;
using System.Text.RegularExpressions;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.EndToEnd.Rig;
using Shortloop.Engine;
using Shortloop.Engine.Broker;

namespace Shortloop.Local.Tests.Hosting.Operator;

/// <summary>The sample app with engine and broker, and its pages as a browser without script would use them.</summary>
internal sealed partial class OperatorHost : IAsyncDisposable
{
    private readonly TestHost _host;
    private readonly string _folder;

    private OperatorHost(TestHost host, RealBroker broker, string folder) => (_host, Broker, _folder) = (host, broker, folder);

    public HttpClient Http => _host.Http;

    public DurableTaskClient Client => _host.Services.GetRequiredService<DurableTaskClient>();

    public RealBroker Broker { get; }

    public OperatorRuns Runs => _host.Services.GetRequiredService<OperatorRuns>();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public static async Task<OperatorHost> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("shortloop-operator-").FullName;
        var broker = await RealBroker.StartAsync(TimeProvider.System, new BrokerQueue("jobs") { MaxDeliveryCount = 2 }, new BrokerQueue("other"));
        var host = await TestHost.StartAsync([typeof(OperatorSamples)], add: functions =>
        {
            functions.Services.AddSingleton<OperatorRuns>();
            functions.Services.AddDurableEngine(options => options.DatabasePath = Path.Combine(folder, "engine.db"), functions.RegisterDurable);
            functions.Services.AddSingleton(broker.Broker);
        });
        return new(host, broker, folder);
    }

    public async Task<string> WaitingAsync(string? id = null, string input = "A")
    {
        id = await Client.ScheduleNewOrchestrationInstanceAsync(
            "Approval", input, id is null ? null : new Microsoft.DurableTask.StartOrchestrationOptions(id), Cancellation);
        await Poll.UntilAsync("it waits", () => Client.GetInstancesAsync(id, true, Cancellation), it => it?.SerializedCustomStatus is not null, () => id);
        return id;
    }

    public Task<OrchestrationMetadata> EndAsync(string id) =>
        Client.WaitForInstanceCompletionAsync(id, getInputsAndOutputs: true, Cancellation).WaitAsync(Limits.Patience, Cancellation);

    public async Task UntilAsync(string id, OrchestrationRuntimeStatus status) => await Poll.UntilAsync(
        $"{id} is {status}", async () => (await Client.GetInstancesAsync(id, Cancellation))?.RuntimeStatus, seen => seen == status, () => "");

    public async Task<string> PageAsync(string path)
    {
        using var answer = await Http.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        return await answer.Content.ReadAsStringAsync(Cancellation);
    }

    /// <summary>What the page says, without markup and with single spaces.</summary>
    public async Task<string> TextAsync(string path) => Text(await PageAsync(path));

    public static string Text(string page) =>
        WebUtility.HtmlDecode(Spaces().Replace(Tags().Replace(page, " "), " "));

    public async Task<string> TokenAsync() => Token().Match(await PageAsync("/_host")).Groups[1].Value;

    /// <summary>Sends a form with the token of a page.</summary>
    public async Task<HttpResponseMessage> OrderAsync(string path, params (string Name, string Value)[] fields)
    {
        using var form = new FormUrlEncodedContent([
            new("token", await TokenAsync()), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]);
        return await Http.PostAsync(path, form, Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.DisposeAsync();
        await Broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [GeneratedRegex("<[^>]+>")]
    private static partial Regex Tags();

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();

    [GeneratedRegex("name=\"token\" value=\"([0-9a-f]{64})\"")]
    private static partial Regex Token();
}
