using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <param name="IsPlan">It asked how a query is put together, and reads no document.</param>
internal sealed record GatewayRequest(string Method, string Path, int Status, bool IsPlan);

/// <summary>
/// What the official SDK needs of a Cosmos DB account when it speaks to its gateway: enough of the REST protocol for everything that the adapter
/// does, with the service's refusals, and faults on demand. It knows nothing of direct connections, request units, regions or indexing;
/// docs/cosmos.md lists what it can't prove.
/// </summary>
internal sealed class CosmosGateway : IAsyncDisposable
{
    public const string DatabaseName = "shortloop";
    public const string Token = "a token of the right identity";

    /// <summary>Of this stand-in alone.</summary>
    public static readonly string Key = Convert.ToBase64String([.. Enumerable.Range(0, 64).Select(n => (byte)n)]);

    private readonly WebApplication app;
    private readonly TimeProvider clock;
    private readonly Lock gate = new();
    private readonly ConcurrentDictionary<string, GatewayContainer> containers = [];
    private readonly ConcurrentQueue<(int Status, TimeSpan RetryAfter)> faults = [];

    private CosmosGateway(TimeProvider clock)
    {
        this.clock = clock;
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = 16 * 1024 * 1024;
        });
        app = builder.Build();
        app.Run(AnswerAsync);
    }

    public Uri Endpoint => new(app.Urls.Single() + "/");

    /// <summary>Of documents, oldest first.</summary>
    public ConcurrentQueue<GatewayRequest> Requests { get; } = [];

    /// <summary>A query's answer comes in pieces of so many documents, after an empty one. Null: as large as asked for.</summary>
    public int? PieceOf { get; set; }

    public static async Task<CosmosGateway> StartAsync(TimeProvider clock)
    {
        // The SDK asks Azure's machines what they are; here is none.
        Environment.SetEnvironmentVariable("COSMOS_DISABLE_IMDS_ACCESS", "true");
        var gateway = new CosmosGateway(clock);
        await gateway.app.StartAsync();
        return gateway;
    }

    public GatewayContainer Add(ContainerLayout layout) =>
        containers.GetOrAdd(layout.Container.Name, _ => new GatewayContainer(layout, containers.Count + 1, clock));

    public GatewayContainer Container(string name) => containers[name];

    /// <summary>The next requests for documents are refused.</summary>
    public void Fail(int times, int status, TimeSpan retryAfter = default)
    {
        for (int n = 0; n < times; n++)
            faults.Enqueue((status, retryAfter));
    }

    public void Clear()
    {
        lock (gate)
            foreach (GatewayContainer container in containers.Values)
                container.Clear();
        faults.Clear();
        Requests.Clear();
        PieceOf = null;
    }

    public ValueTask DisposeAsync() => app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        HttpRequest request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);
        body.Position = 0;
        GatewayAnswer answer = GatewaySignature.Holds(request, Key, Token) ? await RoutedAsync(request, body) : GatewayAnswer.Refusal(401, "Unauthorized");
        await WriteAsync(context.Response, request, answer);
    }

    private async Task<GatewayAnswer> RoutedAsync(HttpRequest request, MemoryStream body)
    {
        string[] path = request.Path.Value!.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (path.Length == 0)
            return GatewayAnswer.Json(Account());
        if (path[0] != "dbs" || path.Length < 2 || (path[1] != DatabaseName && path[1] != GatewayContainer.DatabaseRid))
            return GatewayAnswer.Refusal(404, "NotFound");
        if (path.Length == 2)
            return GatewayAnswer.Json(new { id = DatabaseName, _rid = GatewayContainer.DatabaseRid });
        if (path.Length < 4 || containers.Values.FirstOrDefault(one => one.Name == path[3] || one.Rid == path[3]) is not { } container)
            return GatewayAnswer.Refusal(404, "NotFound", path.Length > 4 ? 1003 : 0);
        if (path.Length == 4)
            return GatewayAnswer.Json(container.Describe());
        if (path[4] == "pkranges")
            return request.Headers.IfNoneMatch.Count > 0 ? new GatewayAnswer(304) : GatewayAnswer.Json(container.DescribeRanges()) with { ETag = "\"1\"" };
        if (path[4] != "docs")
            return GatewayAnswer.Refusal(400, "BadRequest");
        if (faults.TryDequeue(out (int Status, TimeSpan RetryAfter) fault))
            return Logged(request, GatewayAnswer.Refusal(fault.Status, "Fault") with { SubStatus = fault.Status == 429 ? 3200 : 0, Continuation = null, Charge = fault.RetryAfter.TotalMilliseconds });
        lock (gate)
            if (GatewayDocuments.IsPlain(request))
                return Logged(request, GatewayDocuments.Answer(request, container, path.Length > 5 ? path[5] : null, body.ToArray(), PieceOf));
        return Logged(request, await GatewayBatches.AnswerAsync(request, container, body, gate));
    }

    private GatewayAnswer Logged(HttpRequest request, GatewayAnswer answer)
    {
        Requests.Enqueue(new GatewayRequest(request.Method, request.Path, answer.Status, GatewayDocuments.Flag(request, "x-ms-cosmos-is-query-plan-request")));
        return answer;
    }

    private async Task WriteAsync(HttpResponse response, HttpRequest request, GatewayAnswer answer)
    {
        response.StatusCode = answer.Status;
        response.Headers["x-ms-activity-id"] = request.Headers["x-ms-activity-id"];
        response.Headers["x-ms-request-charge"] = answer.Charge.ToString(CultureInfo.InvariantCulture);
        response.Headers["x-ms-serviceversion"] = "version=2.14.0.0";
        response.Headers["x-ms-session-token"] = string.Create(CultureInfo.InvariantCulture, $"{GatewayDocuments.RangeOf(request)}:-1#{GatewayContainer.LastWrite}");
        response.Headers["lsn"] = GatewayContainer.LastWrite.ToString(CultureInfo.InvariantCulture);
        // By these the SDK knows whose session token it is.
        if (request.Path.Value!.Split('/') is [_, "dbs", _, "colls", var name, ..] && containers.Values.FirstOrDefault(one => one.Name == name || one.Rid == name) is { } container)
        {
            response.Headers["x-ms-alt-content-path"] = $"dbs/{DatabaseName}/colls/{container.Name}";
            response.Headers["x-ms-content-path"] = container.Rid;
        }

        if (answer.ETag is not null)
            response.Headers.ETag = answer.ETag;
        if (answer.SubStatus != 0)
            response.Headers["x-ms-substatus"] = answer.SubStatus.ToString(CultureInfo.InvariantCulture);
        if (answer.Continuation is not null)
            response.Headers["x-ms-continuation"] = answer.Continuation;
        if (answer.Status == 429)
            response.Headers["x-ms-retry-after-ms"] = answer.Charge.ToString(CultureInfo.InvariantCulture);
        if (answer.Body is null || answer.Status is 204 or 304 || (answer.Status < 300 && request.Headers["Prefer"] == "return=minimal"))
            return;
        response.ContentType = "application/json";
        await response.Body.WriteAsync(answer.Body);
    }

    private object Account()
    {
        object[] here = [new { name = "West Europe", databaseAccountEndpoint = Endpoint }];
        return new
        {
            id = "stand-in",
            _self = "",
            _rid = "stand-in",
            media = "//media/",
            addresses = "//addresses/",
            _dbs = "//dbs/",
            writableLocations = here,
            readableLocations = here,
            enableMultipleWriteLocations = false,
            userReplicationPolicy = new { asyncReplication = false, minReplicaSetSize = 3, maxReplicasetSize = 4 },
            userConsistencyPolicy = new { defaultConsistencyLevel = "Session" },
            systemReplicationPolicy = new { minReplicaSetSize = 3, maxReplicasetSize = 4 },
            readPolicy = new { primaryReadCoefficient = 1, secondaryReadCoefficient = 1 },
            queryEngineConfiguration = JsonSerializer.Serialize(new { maxSqlQueryInputLength = 262_144, maxLogicalAndPerSqlQuery = 500, maxLogicalOrPerSqlQuery = 500 }),
        };
    }
}
