using System.Net;
using System.Net.NetworkInformation;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Shortloop.Local.Hosting.Operator;

namespace Shortloop.Local.Tests.Hosting.Operator;

/// <summary>Attacks on the operator's page.</summary>
public sealed class GuardTests : IAsyncLifetime
{
    private OperatorHost _host = null!;
    private string _id = "";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _host = await OperatorHost.StartAsync();
        _id = await _host.WaitingAsync();
    }

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("evil.example")]
    [InlineData("127.0.0.1.evil.example")]
    [InlineData("192.168.0.2")]
    public async Task Get_ForeignHostHeader_IsRefused(string name)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_host");
        request.Headers.Host = name;
        using var answer = await _host.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.BadRequest, answer.StatusCode);
        Assert.DoesNotContain("Nightly", await answer.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("0000000000000000000000000000000000000000000000000000000000000000")]
    public async Task Post_WithoutTheToken_Is403AndDoesNothing(string? token)
    {
        using var answer = await PostAsync(token is null ? [] : [("token", token)]);
        await AssertRefusedAsync(answer);
    }

    [Fact]
    public async Task Post_JsonInsteadOfAForm_Is403()
    {
        using var answer = await _host.Http.PostAsync(
            "/_host/orchestration/terminate", new StringContent($$"""{"id":"{{_id}}"}""", null, "application/json"), Cancellation);
        await AssertRefusedAsync(answer);
    }

    [Theory]
    [InlineData("Sec-Fetch-Site", "cross-site")]
    [InlineData("Sec-Fetch-Site", "same-site")]
    [InlineData("Origin", "https://evil.example")]
    [InlineData("Origin", "null")]
    [InlineData("Origin", "http://localhost:1")]
    [InlineData("Forwarded", "for=192.0.2.1")]
    [InlineData("X-Forwarded-For", "192.0.2.1")]
    [InlineData("X-Forwarded-Host", "evil.example")]
    public async Task Post_FromElsewhereEvenWithTheToken_Is403AndDoesNothing(string header, string value)
    {
        using var answer = await PostAsync([("token", await _host.TokenAsync())], (header, value));
        await AssertRefusedAsync(answer);
    }

    [Fact]
    public async Task Post_FromItsOwnPage_Acts()
    {
        using var answer = await PostAsync(
            [("token", await _host.TokenAsync())], ("Origin", _host.Http.BaseAddress!.GetLeftPart(UriPartial.Authority)), ("Sec-Fetch-Site", "same-origin"));
        await _host.UntilAsync(_id, OrchestrationRuntimeStatus.Terminated);
    }

    [Theory]
    [InlineData("cross-site", "navigate", "document", HttpStatusCode.OK)]
    [InlineData("cross-site", "navigate", "iframe", HttpStatusCode.Forbidden)]
    [InlineData("cross-site", "no-cors", "script", HttpStatusCode.Forbidden)]
    [InlineData("same-origin", "cors", "empty", HttpStatusCode.OK)]
    [InlineData("none", "navigate", "document", HttpStatusCode.OK)]
    public async Task Get_ByWhatTheBrowserSays_OnlyLinksComeFromElsewhere(string site, string mode, string destination, HttpStatusCode expected)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/_host");
        request.Headers.Add("Sec-Fetch-Site", site);
        request.Headers.Add("Sec-Fetch-Mode", mode);
        request.Headers.Add("Sec-Fetch-Dest", destination);
        using var answer = await _host.Http.SendAsync(request, Cancellation);
        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task Get_AnyPage_AllowsNoInlineScriptNoFrameAndNoCopy()
    {
        using var answer = await _host.Http.GetAsync($"/_host/orchestration?id={_id}", Cancellation);
        string policy = answer.Headers.GetValues("Content-Security-Policy").Single();
        Assert.Contains("default-src 'none'; script-src 'self'; style-src 'self';", policy, StringComparison.Ordinal);
        Assert.Contains("frame-ancestors 'none'", policy, StringComparison.Ordinal);
        Assert.DoesNotContain("unsafe", policy, StringComparison.Ordinal);
        Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Resource-Policy").Single());
        Assert.True(answer.Headers.CacheControl!.NoStore);
        string page = await answer.Content.ReadAsStringAsync(Cancellation);
        Assert.DoesNotMatch(@"<script(?![^>]* src=)|\son\w+=|\sstyle=", page);
    }

    [Fact]
    public void Listener_OfTheHost_IsOnLoopbackOnly()
    {
        var ours = IPGlobalProperties.GetIPGlobalProperties().GetActiveTcpListeners().Where(end => end.Port == _host.Http.BaseAddress!.Port).ToList();
        Assert.NotEmpty(ours);
        Assert.All(ours, end => Assert.True(IPAddress.IsLoopback(end.Address), end.ToString()));
    }

    [Theory]
    [InlineData("192.0.2.1", "127.0.0.1")]
    [InlineData("127.0.0.1", "192.0.2.1")]
    [InlineData(null, "127.0.0.1")]
    public async Task Connection_NotLoopback_Is403EvenIfListenedTo(string? remote, string local)
    {
        var http = new DefaultHttpContext();
        http.Request.Method = "GET";
        http.Connection.RemoteIpAddress = remote is null ? null : IPAddress.Parse(remote);
        http.Connection.LocalIpAddress = IPAddress.Parse(local);
        object? answer = await new Guard().InvokeAsync(EndpointFilterInvocationContext.Create(http), _ => ValueTask.FromResult<object?>("through"));
        Assert.Equal(403, Assert.IsType<Page>(answer).Status);
    }

    private async Task<HttpResponseMessage> PostAsync((string Name, string Value)[] fields, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/_host/orchestration/terminate")
        {
            Content = new FormUrlEncodedContent([new("id", _id), .. fields.Select(field => new KeyValuePair<string, string>(field.Name, field.Value))]),
        };
        foreach (var (name, value) in headers) request.Headers.Add(name, value);
        return await _host.Http.SendAsync(request, Cancellation);
    }

    private async Task AssertRefusedAsync(HttpResponseMessage answer)
    {
        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal(OrchestrationRuntimeStatus.Running, (await _host.Client.GetInstancesAsync(_id, Cancellation))!.RuntimeStatus);
    }
}
