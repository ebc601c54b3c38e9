using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Local.Tests.Hosting;

public sealed class StreamingTests : IAsyncLifetime
{
    private readonly Inbox _inbox = new();
    private TestHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _host = await TestHost.StartAsync([typeof(Streams)], add: host => host.Services.AddSingleton(_inbox));

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("written")]
    [InlineData("result")]
    public async Task Body_Streamed_ArrivesBeforeTheFunctionEnds(string path)
    {
        using var answer = await StartAsync(path);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal("first", await reader.ReadLineAsync(Cancellation));
        var call = await _inbox.NextAsync();
        Assert.False(call.Running.IsCompleted);
        call.Finish();
        Assert.Equal("second", await reader.ReadLineAsync(Cancellation));
        Assert.Null(await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task ServerSentEvents_AsAResult_ArriveOneByOne()
    {
        using var answer = await StartAsync("events");
        Assert.Equal("text/event-stream", answer.Content.Headers.ContentType!.MediaType);
        using var reader = new StreamReader(await answer.Content.ReadAsStreamAsync(Cancellation));
        Assert.Equal("data: first", await reader.ReadLineAsync(Cancellation));
        (await _inbox.NextAsync()).Finish();
        Assert.Equal("", await reader.ReadLineAsync(Cancellation));
        Assert.Equal("data: second", await reader.ReadLineAsync(Cancellation));
    }

    [Fact]
    public async Task Client_GoesInTheMiddle_FunctionIsCancelledAndNothingIsLogged()
    {
        var answer = await StartAsync("written");
        var call = await _inbox.NextAsync();
        answer.Dispose();
        await call.CancelledAsync();
        Assert.Empty(_host.Logs.Entries);
    }

    [Fact]
    public async Task Function_FailsInTheMiddle_BodyIsCutOffAndNotEndedAsIfWhole()
    {
        using var answer = await StartAsync("written");
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        (await _inbox.NextAsync()).Fail(new InvalidOperationException("broken"));
        await Assert.ThrowsAnyAsync<Exception>(() => answer.Content.ReadAsStringAsync(Cancellation));
    }

    private Task<HttpResponseMessage> StartAsync(string path) =>
        _host.Http.GetAsync($"/api/{path}", HttpCompletionOption.ResponseHeadersRead, Cancellation);

    public sealed class Streams(Inbox inbox)
    {
        [Function("Written")]
        public async Task Written([HttpTrigger("get", Route = "written")] HttpRequest request, CancellationToken cancellation) =>
            await WriteAsync(request.HttpContext.Response.Body, cancellation);

        [Function("Result")]
        public IResult Result([HttpTrigger("get", Route = "result")] HttpRequest request, CancellationToken cancellation) =>
            TypedResults.Stream(body => WriteAsync(body, cancellation), "text/plain");

        [Function("Events")]
        public IResult Events([HttpTrigger("get", Route = "events")] HttpRequest request, CancellationToken cancellation) =>
            TypedResults.ServerSentEvents(TwoAsync(cancellation));

        private async Task WriteAsync(Stream body, CancellationToken cancellation)
        {
            await body.WriteAsync("first\n"u8.ToArray(), cancellation);
            await body.FlushAsync(cancellation);
            await inbox.AddAsync("", "", 0, cancellation);
            await body.WriteAsync("second\n"u8.ToArray(), cancellation);
        }

        private async IAsyncEnumerable<string> TwoAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellation)
        {
            yield return "first";
            await inbox.AddAsync("", "", 0, cancellation);
            yield return "second";
        }
    }
}
