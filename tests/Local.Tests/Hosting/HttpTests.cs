using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Local.Tests.Hosting;

public sealed class HttpTests : IAsyncLifetime
{
    private TestHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await TestHost.StartAsync(
        [typeof(HttpSamples)], add: functions => functions.Services.AddScoped<Greeting>());

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Get_InstanceMethodWithService_AnswersByService() =>
        Assert.Equal("hello from a service", await _host.Http.GetStringAsync("/api/greet", Cancellation));

    [Fact]
    public async Task Get_PlainRecord_AnswersJsonFromRouteValues()
    {
        using var answer = await _host.Http.GetAsync("/api/notes/caf%C3%A9/5", Cancellation);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        Assert.Equal("""{"title":"café","stars":5}""", Unescaped(await answer.Content.ReadAsStringAsync(Cancellation)));
    }

    [Fact]
    public async Task Get_GuidAndDefault_AreBound()
    {
        var id = Guid.Parse("00112233-4455-6677-8899-aabbccddeeff");
        Assert.Equal("00112233445566778899aabbccddeeff 5", await _host.Http.GetFromJsonAsync<string>($"/api/ids/{id}", Cancellation));
    }

    [Theory]
    [InlineData("/api/notes/x/not-a-number")]
    [InlineData("/api/ids/not-a-guid")]
    [InlineData("/api/unknown")]
    [InlineData("/api")]
    public async Task Get_AddressWithNothing_Is404Problem(string path)
    {
        using var answer = await _host.Http.GetAsync(path, Cancellation);
        await AssertProblemAsync(answer, HttpStatusCode.NotFound, "not_found");
    }

    [Fact]
    public async Task Get_FunctionsOwnEmpty404_StaysEmpty()
    {
        using var answer = await _host.Http.GetAsync("/api/empty", Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Delete_RouteForOtherMethod_Is405ProblemWithAllow()
    {
        using var answer = await _host.Http.DeleteAsync("/api/greet", Cancellation);
        Assert.Equal(["GET"], answer.Content.Headers.Allow);
        await AssertProblemAsync(answer, HttpStatusCode.MethodNotAllowed, "method_not_allowed");
    }

    [Theory]
    [InlineData("GET")]
    [InlineData("PATCH")]
    public async Task Send_NoMethodsAndNoRoute_AnswersEveryMethodAtItsName(string method)
    {
        using var request = new HttpRequestMessage(new(method), "/api/every");
        using var answer = await _host.Http.SendAsync(request, Cancellation);
        Assert.Equal(method, await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Post_Json_IsBound()
    {
        using var answer = await _host.Http.PostAsJsonAsync("/api/notes", new Note("a", 3), Cancellation);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal(new Note("a", 3), await answer.Content.ReadFromJsonAsync<Note>(Cancellation));
    }

    [Theory]
    [InlineData("{\"title\":", "invalid_json", "title")]
    [InlineData("", "invalid_json", null)]
    [InlineData("null", "invalid_json", null)]
    [InlineData("{\"title\":\"x\",\"stars\":\"many\"}", "invalid_json", "stars")]
    public async Task Post_BrokenJson_Is400Problem(string body, string code, string? field)
    {
        using var content = new StringContent(body, Encoding.UTF8, "application/json");
        using var answer = await _host.Http.PostAsync("/api/notes", content, Cancellation);
        var problem = await AssertProblemAsync(answer, HttpStatusCode.BadRequest, code);
        Assert.DoesNotContain("System.", problem.GetRawText(), StringComparison.Ordinal);
        Assert.Equal(field is not null, problem.TryGetProperty("details", out var details));
        if (field is not null) Assert.True(details.TryGetProperty(field, out _));
    }

    [Fact]
    public async Task Post_OtherContentType_Is415Problem()
    {
        using var content = new StringContent("title=x", Encoding.UTF8, "application/x-www-form-urlencoded");
        using var answer = await _host.Http.PostAsync("/api/notes", content, Cancellation);
        await AssertProblemAsync(answer, HttpStatusCode.UnsupportedMediaType, "unsupported_media_type");
    }

    [Fact]
    public async Task Post_NoBodyForNullable_BindsNull()
    {
        using var answer = await _host.Http.PostAsync("/api/maybe", null, Cancellation);
        Assert.Equal("nothing", await answer.Content.ReadAsStringAsync(Cancellation));
    }

    [Fact]
    public async Task Post_BodyOverLimit_Is413Problem()
    {
        using var content = new StringContent($"{{\"title\":\"{new string('x', 1 << 20)}\",\"stars\":1}}", Encoding.UTF8, "application/json");
        using var answer = await _host.Http.PostAsync("/api/notes", content, Cancellation);
        await AssertProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task Put_FunctionReadsTooLargeBodyItself_Is413Problem()
    {
        using var content = new StringContent(new string('x', (1 << 20) + 1));
        using var answer = await _host.Http.PutAsync("/api/copy", content, Cancellation);
        await AssertProblemAsync(answer, HttpStatusCode.RequestEntityTooLarge, "body_too_large");
    }

    [Fact]
    public async Task Post_VoidFunction_Is200WithoutBody()
    {
        using var answer = await _host.Http.PostAsync("/api/nothing", null, Cancellation);
        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task Get_FunctionThrows_Is500ProblemAndLogged()
    {
        using var answer = await _host.Http.GetAsync("/api/broken", Cancellation);
        var problem = await AssertProblemAsync(answer, HttpStatusCode.InternalServerError, "internal_error");
        Assert.DoesNotContain("secret", problem.GetRawText(), StringComparison.Ordinal);
        var (message, exception) = Assert.Single(_host.Logs.Entries);
        Assert.IsType<InvalidOperationException>(exception);
        Assert.Contains(problem.GetProperty("requestId").GetString()!, message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Get_FunctionContext_KnowsFunctionDataAndRequest() => Assert.Equal(
        "Context Shortloop.Local.Tests.Hosting.HttpSamples.Context httpTrigger spring True True",
        await _host.Http.GetStringAsync("/api/context/spring", Cancellation));

    private static async Task<JsonElement> AssertProblemAsync(HttpResponseMessage answer, HttpStatusCode status, string code)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        var problem = await answer.Content.ReadFromJsonAsync<JsonElement>(Cancellation);
        Assert.Equal((int)status, problem.GetProperty("status").GetInt32());
        Assert.Equal(code, problem.GetProperty("code").GetString());
        Assert.NotEmpty(problem.GetProperty("title").GetString()!);
        Assert.NotEmpty(problem.GetProperty("message").GetString()!);
        Assert.Equal(answer.Headers.GetValues("X-Request-Id").Single(), problem.GetProperty("requestId").GetString());
        return problem;
    }

    private static string Unescaped(string json) => json.Replace("\\u00E9", "é", StringComparison.Ordinal);
}
