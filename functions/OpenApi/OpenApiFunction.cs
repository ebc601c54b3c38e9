using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Options;
using Shortloop.Functions.Http;
using JsonOptions = Microsoft.AspNetCore.Http.Json.JsonOptions;

namespace Shortloop.Functions.OpenApi;

public sealed class OpenApiFunction(IOptions<JsonOptions> json)
{
    // The functions don't change while the process runs.
    private static string? document;

    [Function("OpenApi")]
    [Access("Anyone: it describes the API and holds nothing of anybody.")]
    [EndpointSummary("This document.")]
    [ProducesResponseType(typeof(object), StatusCodes.Status200OK)]
    public ContentHttpResult Get([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "openapi.json")] HttpRequest request) =>
        TypedResults.Text(
            document ??= OpenApiDocument.Generate(typeof(OpenApiFunction).Assembly, json.Value.SerializerOptions), "application/json");
}
