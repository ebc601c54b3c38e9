using System.Net;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Tests.Hosting;

public sealed class RoutingTests : IAsyncLifetime
{
    private TestHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync([typeof(Routes)]);

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Theory]
    [InlineData("items/latest", "literal")]
    [InlineData("items/5", "number 5")]
    [InlineData("items/abc", "word abc")]
    [InlineData("items/a-b", null)]
    [InlineData("items/123456", null)]
    public async Task Route_LiteralConstraintAndParameter_TheMoreSpecificWins(string path, string? expected) => await AssertAsync(path, expected);

    [Theory]
    [InlineData("typed/guid/00112233-4455-6677-8899-aabbccddeeff", "guid")]
    [InlineData("typed/guid/no", null)]
    [InlineData("typed/date/2026-03-01", "date")]
    [InlineData("typed/date/someday", null)]
    [InlineData("typed/flag/true", "flag")]
    [InlineData("typed/flag/maybe", null)]
    [InlineData("typed/code/AB-12", "code")]
    [InlineData("typed/code/ab12", null)]
    [InlineData("typed/short/abc", "short")]
    [InlineData("typed/short/abcdef", null)]
    public async Task Route_Constraint_LetsThroughWhatFits(string path, string? expected) => await AssertAsync(path, expected);

    [Theory]
    [InlineData("pages", "1 of all")]
    [InlineData("pages/3", "3 of all")]
    [InlineData("pages/3/news", "3 of news")]
    public async Task Route_DefaultAndOptional_MayBeLeftOut(string path, string expected) => await AssertAsync(path, expected);

    [Theory]
    [InlineData("files", "[]")]
    [InlineData("files/a", "[a]")]
    [InlineData("files/a/b/c.txt", "[a/b/c.txt]")]
    [InlineData("files/a%20b/%C3%A9", "[a b/é]")]
    public async Task Route_CatchAll_TakesTheRest(string path, string expected) => await AssertAsync(path, expected);

    [Theory]
    [InlineData("ITEMS/Latest")]
    [InlineData("items/latest/")]
    [InlineData("items/latest?x=1")]
    public async Task Route_CaseSlashAndQuery_DoNotMatter(string path) => await AssertAsync(path, "literal");

    [Theory]
    [InlineData("GET", "read")]
    [InlineData("PUT", "written")]
    public async Task Route_SharedByTwoFunctions_GoesByMethod(string method, string expected)
    {
        using var answer = await SendAsync(method, "api/shared");
        Assert.Equal(expected, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    [InlineData("DELETE")]
    public async Task Method_NotListed_Is405WithAllow(string method)
    {
        using var answer = await SendAsync(method, "api/shared");
        Assert.Equal(HttpStatusCode.MethodNotAllowed, answer.StatusCode);
        Assert.Equal(["GET", "PUT"], answer.Content.Headers.Allow.Order());
    }

    [Theory]
    [InlineData("HEAD")]
    [InlineData("OPTIONS")]
    public async Task Method_HeadAndOptionsWhereListed_ReachTheFunction(string method)
    {
        using var answer = await SendAsync(method, "api/probe");
        Assert.Equal(HttpStatusCode.NoContent, answer.StatusCode);
        Assert.Equal(method, answer.Headers.GetValues("X-Method").Single());
    }

    [Theory]
    [InlineData("keyed")]
    [InlineData("administered")]
    public async Task AuthorizationLevel_OnThisMachine_AsksForNoKey(string path) => await AssertAsync(path, "open");

    [Theory]
    [InlineData("v2/things", "/v2/things/items/latest")]
    [InlineData("/api2/", "/api2/items/latest")]
    [InlineData("", "/items/latest")]
    public async Task Prefix_OfHostJson_IsBeforeEveryRoute(string prefix, string path)
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, $$"""{ "extensions": { "http": { "routePrefix": "{{prefix}}" } } /* as there */ }""", Cancellation);
        await using var host = await TestHost.StartAsync([typeof(Routes)], options => options.HostJson = file);
        Assert.Equal("literal", await host.Http.GetStringAsync(path, Cancellation));
        Assert.Equal(HttpStatusCode.NotFound, (await host.Http.GetAsync("/api/items/latest", Cancellation)).StatusCode);
        File.Delete(file);
    }

    [Fact]
    public async Task Start_BrokenHostJson_SaysWhichFile()
    {
        string file = Path.GetTempFileName();
        await File.WriteAllTextAsync(file, """{ "extensions": { "http": { "routePrefix": 5 } } }""", Cancellation);
        var error = await Assert.ThrowsAsync<FunctionCatalogException>(() => TestHost.StartAsync([typeof(Routes)], options => options.HostJson = file));
        Assert.Contains(file, error.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    [Fact]
    public async Task Start_TwoFunctionsForTheSameRequests_IsRefused()
    {
        var error = await Assert.ThrowsAsync<FunctionCatalogException>(() => TestHost.StartAsync([typeof(Clashing)]));
        Assert.Contains("One (", error.Message, StringComparison.Ordinal);
        Assert.Contains("Two (", error.Message, StringComparison.Ordinal);
        Assert.Contains("change a route or a method", error.Message, StringComparison.Ordinal);
    }

    /// <param name="expected">Null: nothing is there.</param>
    private async Task AssertAsync(string path, string? expected)
    {
        using var answer = await SendAsync("GET", "api/" + path);
        Assert.Equal(expected is null ? HttpStatusCode.NotFound : HttpStatusCode.OK, answer.StatusCode);
        if (expected is not null) Assert.Equal(expected, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    private async Task<HttpResponseMessage> SendAsync(string method, string path)
    {
        using var request = new HttpRequestMessage(new(method), "/" + path);
        return await _host.Http.SendAsync(request, Cancellation);
    }

    public static class Routes
    {
        [Function("Literal")]
        public static string Literal([HttpTrigger("get", Route = "items/latest")] HttpRequest request) => "literal";

        [Function("Number")]
        public static string Number([HttpTrigger("get", Route = "items/{id:int:max(99999)}")] HttpRequest request, int id) => $"number {id}";

        [Function("Word")]
        public static string Word([HttpTrigger("get", Route = "items/{name:alpha}")] HttpRequest request, string name) => $"word {name}";

        [Function("TypedGuid")]
        public static string TypedGuid([HttpTrigger("get", Route = "typed/guid/{id:guid}")] HttpRequest request, Guid id) => "guid";

        [Function("TypedDate")]
        public static string TypedDate([HttpTrigger("get", Route = "typed/date/{day:datetime}")] HttpRequest request) => "date";

        [Function("TypedFlag")]
        public static string TypedFlag([HttpTrigger("get", Route = "typed/flag/{on:bool}")] HttpRequest request) => "flag";

        [Function("TypedCode")]
        public static string TypedCode([HttpTrigger("get", Route = "typed/code/{code:regex(^[A-Z]{{2}}-[0-9]{{2}}$)}")] HttpRequest request) => "code";

        [Function("TypedShort")]
        public static string TypedShort([HttpTrigger("get", Route = "typed/short/{text:length(1,5)}")] HttpRequest request) => "short";

        [Function("Pages")]
        public static string Pages([HttpTrigger("get", Route = "pages/{number=1}/{topic?}")] HttpRequest request, int number, string? topic) =>
            $"{number} of {topic ?? "all"}";

        [Function("Files")]
        public static string Files([HttpTrigger("get", Route = "files/{*path}")] HttpRequest request, string? path) => $"[{path}]";

        [Function("Read")]
        public static string Read([HttpTrigger("get", Route = "shared")] HttpRequest request) => "read";

        [Function("Write")]
        public static string Write([HttpTrigger("put", Route = "shared")] HttpRequest request) => "written";

        [Function("Probe")]
        public static IResult Probe([HttpTrigger("head", "options", Route = "probe")] HttpRequest request)
        {
            request.HttpContext.Response.Headers["X-Method"] = request.Method;
            return TypedResults.NoContent();
        }

        [Function("Keyed")]
        public static string Keyed([HttpTrigger(AuthorizationLevel.Function, "get", Route = "keyed")] HttpRequest request) => "open";

        [Function("Administered")]
        public static string Administered([HttpTrigger(AuthorizationLevel.Admin, "get", Route = "administered")] HttpRequest request) => "open";
    }

    public static class Clashing
    {
        [Function("One")]
        public static string One([HttpTrigger("get", "post", Route = "things/{id}")] HttpRequest request) => "";

        [Function("Two")]
        public static string Two([HttpTrigger("post", Route = "Things/{key}")] HttpRequest request) => "";
    }
}
