using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Functions.OpenApi;
using Shortloop.Local.Hosting.Catalog;
using Worker = Microsoft.Azure.Functions.Worker.Http;

namespace Shortloop.Local.Tests.Hosting;

public sealed class OpenApiTests
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };

    private static readonly JsonNode Document = JsonNode.Parse(OpenApiDocument.Generate([typeof(Films)], Json))!;

    [Fact]
    public void Generate_OurFunctions_ListsEveryHttpFunction()
    {
        var assembly = typeof(OpenApiDocument).Assembly;
        var document = JsonNode.Parse(OpenApiDocument.Generate(assembly, Json))!;
        var listed = document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(method => $"{method.Key.ToUpperInvariant()} {path.Key}"));
        // A preflight is the browser's own affair, and the one function with a route for every path.
        var functions = FunctionCatalog.Discover([assembly]).With<HttpTrigger>().Where(function => !function.Trigger.Pattern.Contains("{*", StringComparison.Ordinal))
            .SelectMany(function => function.Trigger.Methods.Select(method => $"{method} {PathOf(function.Trigger)}"));
        Assert.Equal(functions.Order(StringComparer.Ordinal), listed.Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Get_FromTheHost_IsTheDocument()
    {
        await using var host = await TestHost.StartAsync([typeof(OpenApiFunction)]);
        using var answer = await host.Http.GetAsync("/api/openapi.json", TestContext.Current.CancellationToken);
        Assert.Equal("application/json", answer.Content.Headers.ContentType!.MediaType);
        var document = JsonNode.Parse(await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken))!;
        Assert.Equal("3.1.0", (string?)document["openapi"]);
        Assert.Equal("OpenApi", (string?)document["paths"]!["/api/openapi.json"]!["get"]!["operationId"]);
    }

    [Fact]
    public void Generate_Twice_IsTheSameText() =>
        Assert.Equal(OpenApiDocument.Generate([typeof(Films)], Json), OpenApiDocument.Generate([typeof(Films)], Json));

    [Fact]
    public void Operation_RouteQueryAndHeader_AreParameters() => AssertJson(
        """
        [{"name":"id","in":"path","required":true,"schema":{"type":"string","format":"uuid"}},
         {"name":"X-Reel","in":"header","required":true,"schema":{"type":"string"}},
         {"name":"limit","in":"query","required":false,"description":"At most 100.","schema":{"type":"integer","format":"int32"}}]
        """,
        Operation("/api/films/{id}/copies", "post")["parameters"]);

    [Fact]
    public void Operation_FromBodyAndUnion_AreBodyAndAnswers()
    {
        var operation = Operation("/api/films/{id}/copies", "post");
        Assert.Equal("CopyFilm", (string?)operation["operationId"]);
        Assert.Equal("Copies a film.", (string?)operation["summary"]);
        Assert.True((bool)operation["requestBody"]!["required"]!);
        Assert.Equal("#/components/schemas/CopyOrder", Schema(operation["requestBody"]!, "application/json"));
        Assert.Equal("#/components/schemas/Film", Schema(operation["responses"]!["202"]!, "application/json"));
        Assert.Equal("#/components/schemas/ProblemBody", Schema(operation["responses"]!["404"]!, "application/problem+json"));
        Assert.Equal("#/components/schemas/ProblemBody", Schema(operation["responses"]!["default"]!, "application/problem+json"));
    }

    [Fact]
    public void Operation_AttributesAndPlainTypes_AreAnswers()
    {
        Assert.Equal("#/components/schemas/PageOfFilm", Schema(Operation("/api/films", "get")["responses"]!["200"]!, "application/json"));
        Assert.Equal("#/components/schemas/Film", Schema(Operation("/api/films/{id}", "get")["responses"]!["200"]!, "application/json"));
        Assert.Equal("ReadFilmPut", (string?)Operation("/api/films/{id}", "put")["operationId"]);
    }

    [Fact]
    public void Schema_OfAnswer_RequiresEveryPropertyAndKnowsNull() => AssertJson(
        """
        {"type":"object","properties":{
          "id":{"type":"string","format":"uuid"},
          "title":{"type":"string"},
          "subtitle":{"type":["string","null"]},
          "seconds":{"type":["number","null"],"format":"double"},
          "kind":{"$ref":"#/components/schemas/Kind"},
          "sequel":{"oneOf":[{"$ref":"#/components/schemas/Film"},{"type":"null"}]},
          "marks":{"type":"array","items":{"$ref":"#/components/schemas/Mark"}},
          "counts":{"type":"object","additionalProperties":{"type":"integer","format":"int64"}}},
         "required":["id","title","subtitle","seconds","kind","sequel","marks","counts"]}
        """,
        Document["components"]!["schemas"]!["Film"]);

    [Fact]
    public void Schema_OfRequest_RequiresWhatHasNoDefault() => AssertJson(
        """["title","year"]""", Document["components"]!["schemas"]!["CopyOrder"]!["required"]);

    [Fact]
    public void Schema_OfEnum_HasTheNamesThatAreWritten() => AssertJson(
        """{"type":"string","enum":["feature_film","short"]}""", Document["components"]!["schemas"]!["Kind"]);

    [Fact]
    public void Schema_OfFamily_IsChoiceByDiscriminator()
    {
        AssertJson(
            """
            {"oneOf":[{"$ref":"#/components/schemas/Cut"},{"$ref":"#/components/schemas/Fade"}],
             "discriminator":{"propertyName":"type","mapping":{"cut":"#/components/schemas/Cut","fade":"#/components/schemas/Fade"}}}
            """,
            Document["components"]!["schemas"]!["Mark"]);
        AssertJson(
            """{"type":"object","properties":{"type":{"type":"string","const":"cut"},"at":{"type":"number","format":"double"}},"required":["type","at"]}""",
            Document["components"]!["schemas"]!["Cut"]);
    }

    private static JsonNode Operation(string path, string method) => Document["paths"]![path]![method]!;

    private static string? Schema(JsonNode holder, string media) => (string?)holder["content"]![media]!["schema"]!["$ref"];

    private static string PathOf(HttpTrigger trigger) =>
        System.Text.RegularExpressions.Regex.Replace(trigger.Pattern, @"\{\**(\w+)[^}]*\}", "{$1}");

    private static void AssertJson(string expected, JsonNode? actual) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual?.ToJsonString());
}

public enum Kind
{
    FeatureFilm,
    Short,
}

public sealed record Film(
    Guid Id, string Title, string? Subtitle, double? Seconds, Kind Kind, Film? Sequel, IReadOnlyList<Mark> Marks, Dictionary<string, long> Counts);

public sealed record Page<T>(IReadOnlyList<T> Items, string? Next);

public sealed record CopyOrder(string Title, string? Note, int Copies = 1)
{
    public required int Year { get; init; }

    public string Language { get; init; } = "en";
}

[JsonPolymorphic(TypeDiscriminatorPropertyName = "type")]
[JsonDerivedType(typeof(Cut), "cut")]
[JsonDerivedType(typeof(Fade), "fade")]
public abstract record Mark(double At);

public sealed record Cut(double At) : Mark(At);

public sealed record Fade(double At, double Length) : Mark(At);

public static class Films
{
    [Function("ListFilms")]
    [ProducesResponseType<Page<Film>>(StatusCodes.Status200OK)]
    public static IResult List([HttpTrigger("get", Route = "films")] HttpRequest request) => Results.Empty;

    [Function("ReadFilm")]
    public static Task<Film> Read([HttpTrigger("get", "put", Route = "films/{id:guid}")] HttpRequest request, Guid id) =>
        throw new NotSupportedException();

    [Function("CopyFilm")]
    [EndpointSummary("Copies a film.")]
    [QueryParameter("limit", typeof(int), Description = "At most 100.")]
    [HeaderParameter("X-Reel", Required = true)]
    public static Task<Results<Accepted<Film>, NotFound>> Copy(
        [HttpTrigger("post", Route = "films/{id:guid}/copies")] HttpRequest request, Guid id, [Worker.FromBody] CopyOrder order) =>
        throw new NotSupportedException();
}
