using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Local.Tests.Hosting;

/// <summary>What a client may send; the bodies' size is in <see cref="HttpTests"/>.</summary>
public sealed class LimitTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Headers_TooLarge_Are431()
    {
        await using var host = await StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/greet");
        request.Headers.Add("X-Large", new string('x', 40_000));
        using var answer = await host.Http.SendAsync(request, Cancellation);
        Assert.Equal(HttpStatusCode.RequestHeaderFieldsTooLarge, answer.StatusCode);
    }

    [Fact]
    public async Task Address_TooLong_Is414()
    {
        await using var host = await StartAsync();
        using var answer = await host.Http.GetAsync("/api/greet?x=" + new string('x', 9_000), Cancellation);
        Assert.Equal(HttpStatusCode.RequestUriTooLong, answer.StatusCode);
    }

    [Fact]
    public async Task Body_ThatStopsComing_Is408AndDoesNotHoldTheFunction()
    {
        await using var host = await StartAsync();
        Assert.StartsWith("HTTP/1.1 408", await SayAsync(host, "PUT /api/copy HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100\r\n\r\nabc"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_ThatStopComing_EndTheConnection()
    {
        await using var host = await StartAsync();
        Assert.StartsWith("HTTP/1.1 408", await SayAsync(host, "GET /api/greet HTTP/1.1\r\nHost: localhost\r\n"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("GET /api/greet HTTP/1.1\r\n\r\n")]
    [InlineData("GET /api/greet HTTP/1.1\r\nHost: localhost\r\nHost: localhost\r\n\r\n")]
    [InlineData("PUT /api/copy HTTP/1.1\r\nHost: localhost\r\nContent-Length: -1\r\n\r\n")]
    [InlineData("NONSENSE\r\n\r\n")]
    public async Task Request_Malformed_Is400(string request)
    {
        await using var host = await StartAsync();
        Assert.StartsWith("HTTP/1.1 400", await SayAsync(host, request), StringComparison.Ordinal);
    }

    // The server's own patience is 5 and 30 seconds; a test has less.
    private static Task<TestHost> StartAsync() => TestHost.StartAsync([typeof(HttpSamples)], add: functions => functions.Services
        .AddScoped<Greeting>()
        .Configure<KestrelServerOptions>(kestrel =>
        {
            kestrel.Limits.MinRequestBodyDataRate = new(240, TimeSpan.FromSeconds(1.1));
            kestrel.Limits.RequestHeadersTimeout = TimeSpan.FromSeconds(1);
        }));

    private static async Task<string> SayAsync(TestHost host, string request)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(IPAddress.Loopback, host.Http.BaseAddress!.Port, Cancellation);
        var stream = client.GetStream();
        await stream.WriteAsync(Encoding.ASCII.GetBytes(request), Cancellation);
        using var reader = new StreamReader(stream, Encoding.ASCII);
        return await reader.ReadLineAsync(Cancellation).AsTask().WaitAsync(Limits.Patience, Cancellation) ?? "";
    }
}
