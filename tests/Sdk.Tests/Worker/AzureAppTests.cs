using System.Net;
using System.Text;
using Shortloop.Sdk.Tests.Build;

namespace Shortloop.Sdk.Tests.Worker;

/// <summary>The app of a release, started by a stand-in of the Functions host with a stand-in of the cloud behind it.</summary>
[Collection(OfficialBuild.Collection)]
public sealed class AzureAppTests(OfficialBuild build) : IAsyncLifetime
{
    private const ulong Success = 1;

    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly string _authority = Path.GetTempFileName();
    private readonly CancellationTokenSource _patience = new();
    private CloudStandIn _cloud = null!;
    private FunctionsHostStandIn _host = null!;
    private AzureApp _app = null!;

    public async ValueTask InitializeAsync()
    {
        string folder = await build.BuildAsync("functions/AzureHost");
        _cloud = await CloudStandIn.StartAsync();
        _host = await FunctionsHostStandIn.StartAsync();
        await File.WriteAllTextAsync(_authority, _cloud.Authority);
        _app = AzureApp.Start(folder, _host.Address, _cloud, _authority);
        // Not before: the build may take minutes.
        _patience.CancelAfter(Patience);
    }

    public async ValueTask DisposeAsync()
    {
        if (_app is not null)
            await _app.DisposeAsync();
        if (_host is not null)
            await _host.DisposeAsync();
        if (_cloud is not null)
            await _cloud.DisposeAsync();
        File.Delete(_authority);
        _patience.Dispose();
    }

    [Fact]
    public async Task Start_OnThePlatform_ListsItsFunctionsAndAnswersCalls()
    {
        ProtoMessage started = await NextAsync(FunctionsHostStandIn.StartStream);
        Assert.Equal(AzureApp.WorkerId, started.Text(2));

        _host.Send(FunctionsHostStandIn.InitRequest, new ProtoMessage().Put(1, "4.1000.0").Put(2, "FunctionDataCache", "true"));
        Dictionary<string, string> capabilities = (await NextAsync(FunctionsHostStandIn.InitResponse)).Map(2);
        using var http = new HttpClient { BaseAddress = new Uri(Assert.Contains("HttpUri", capabilities)) };

        _host.Send(FunctionsHostStandIn.MetadataRequest, new());
        Dictionary<string, ProtoMessage> functions = (await NextAsync(FunctionsHostStandIn.MetadataResponse)).All(1).ToDictionary(function => function.Text(4));
        Assert.True(functions.Count > 250, $"{functions.Count} functions");

        using HttpResponseMessage health = await CallAsync(http, functions["Health"], new(HttpMethod.Get, "api/health"));
        Assert.Equal(HttpStatusCode.OK, health.StatusCode);
        Assert.Equal("nosniff", Assert.Single(health.Headers.GetValues("X-Content-Type-Options")));

        using HttpResponseMessage stranger = await CallAsync(http, functions["GetMe"], new(HttpMethod.Get, "api/v1/me"));
        Assert.Equal((HttpStatusCode.Unauthorized, "application/problem+json"), (stranger.StatusCode, stranger.Content.Headers.ContentType?.MediaType));

        using var nothing = new StringContent("{}", Encoding.UTF8, "application/json");
        using HttpResponseMessage refused = await CallAsync(http, functions["SignIn"], new(HttpMethod.Post, "api/v1/auth/login") { Content = nothing });
        Assert.Equal((HttpStatusCode.BadRequest, "application/problem+json"), (refused.StatusCode, refused.Content.Headers.ContentType?.MediaType));
    }

    // The host hands a request on by HTTP and tells of it by message; the worker brings both together.
    private async Task<HttpResponseMessage> CallAsync(HttpClient http, ProtoMessage function, HttpRequestMessage request)
    {
        _host.Send(FunctionsHostStandIn.LoadRequest, new ProtoMessage().Put(1, function.Text(13)).Put(2, function));
        Assert.Equal(Success, (await NextAsync(FunctionsHostStandIn.LoadResponse)).Message(2).Number(4));

        string call = $"{Guid.NewGuid()}";
        _host.Send(FunctionsHostStandIn.InvocationRequest, new ProtoMessage().Put(1, call).Put(2, function.Text(13))
            .Put(5, new ProtoMessage().Put(1, "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")));
        request.Headers.Add("x-ms-invocation-id", call);
        Task<HttpResponseMessage> answer = http.SendAsync(request, _patience.Token);
        ProtoMessage result = (await NextAsync(FunctionsHostStandIn.InvocationResponse)).Message(3);
        Assert.True(result.Number(4) == Success, $"{function.Text(4)}: {result.Message(2).Text(2)} {result.Message(2).Text(1)}\n{string.Join('\n', _host.Logged)}");
        return await answer;
    }

    // An app that ended says why, instead of a wait for what will not come.
    private async Task<ProtoMessage> NextAsync(int kind)
    {
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(_patience.Token);
        Task<ProtoMessage> next = _host.ReceiveAsync(kind, stop.Token);
        Task<string> ended = _app.EndedAsync(stop.Token);
        // The stream ends a moment before the process does.
        bool gone = await Task.WhenAny(next, ended) == ended || next.IsFaulted;
        if (gone)
            await Task.WhenAny(ended, Task.Delay(TimeSpan.FromSeconds(10), stop.Token));
        if (gone)
            Assert.Fail($"The app is gone. {(ended.IsCompletedSuccessfully ? await ended : "It took too long.")}\nRefused: {string.Join(", ", _cloud.Refused)}\n{string.Join('\n', _host.Logged)}");
        ProtoMessage message = await next;
        await stop.CancelAsync();
        return message;
    }
}
