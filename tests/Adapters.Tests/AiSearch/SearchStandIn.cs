using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.Adapters.Tests.AiSearch;

/// <summary>
/// The REST API of a search service as far as the adapter speaks it, in place of the network: the SDK is the real one. It refuses whatever it does
/// not understand. Neighbours are exact, and what was written is found at once; the service promises neither.
/// </summary>
internal sealed partial class SearchStandIn : HttpMessageHandler
{
    public const string Token = "token of an identity";

    private readonly Lock gate = new();
    private readonly Dictionary<string, StandInIndex> indexes = [];
    private readonly Queue<Fault> faults = [];
    private readonly Queue<int> documentFaults = [];

    private sealed record Fault(string Call, int Status, string? RetryAfter);

    /// <summary>Method and path of everything that came, and the documents of each batch.</summary>
    public List<string> Calls { get; } = [];

    public List<int> Batches { get; } = [];

    /// <summary>Runs before a call is answered.</summary>
    public Func<string, Task>? Before { get; set; }

    public StandInIndex Index(string name) => indexes[name];

    public void Plant(string name, JsonObject definition) => indexes[name] = new StandInIndex(definition);

    public void RemoveIndex(string name) => indexes.Remove(name);

    /// <summary>The next call of this kind is answered so.</summary>
    /// <param name="call">How the call begins, as in <see cref="Calls"/>.</param>
    /// <param name="status">0: it takes too long.</param>
    public void Fail(string call, int status, string? retryAfter = null) => faults.Enqueue(new Fault(call, status, retryAfter));

    /// <summary>The next documents are not taken, with these statuses; the answer as a whole is a 207.</summary>
    public void FailDocuments(params int[] statuses)
    {
        foreach (var status in statuses)
            documentFaults.Enqueue(status);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var path = Uri.UnescapeDataString(request.RequestUri!.AbsolutePath);
        var call = $"{request.Method} {path}";
        if (Before is { } hook)
            await hook(call);
        var body = request.Content is null ? null : JsonNode.Parse(await request.Content.ReadAsStringAsync(cancellationToken))!.AsObject();
        lock (gate)
        {
            Calls.Add(call);
            if (faults.TryPeek(out var fault) && call.StartsWith(fault.Call, StringComparison.Ordinal))
                return faults.Dequeue() is { Status: not 0 } failure ? Failed(failure) : throw new TaskCanceledException("too long");
            try
            {
                if (request.Headers.Authorization?.ToString() != $"Bearer {Token}")
                    throw new StandInRefusal(403, "The identity may not do this.");
                if (!request.RequestUri.Query.Contains("api-version=2023-11-01", StringComparison.Ordinal))
                    throw new StandInRefusal(400, "The API version is not known.");
                return Answer(request, path, body);
            }
            catch (StandInRefusal refusal)
            {
                return Error(refusal.Status, refusal.Message);
            }
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, string path, JsonObject? body)
    {
        var route = Route().Match(path);
        if (!route.Success)
            throw new StandInRefusal(400, $"The path {path} is not understood.");
        var (name, rest) = (route.Groups["name"].Value, route.Groups["rest"].Value);
        if (name.Length == 0)
            return indexes.ContainsKey((string)body!["name"]!) ? throw new StandInRefusal(409, "It exists.") : Json(201, Put((string)body["name"]!, body));
        var known = indexes.GetValueOrDefault(name);
        return (request.Method.Method, rest) switch
        {
            ("PUT", "") => Define(request, name, known, body!),
            (_, _) when known is null => throw new StandInRefusal(404, $"The index '{name}' was not found."),
            ("GET", "") => Json(200, known.Definition),
            ("POST", "/docs/search.index") => Write(known, body!["value"]!.AsArray()),
            ("POST", "/docs/search.post.search") => Json(200, known.Search(body!)),
            _ => throw new StandInRefusal(400, "The call is not understood."),
        };
    }

    private HttpResponseMessage Define(HttpRequestMessage request, string name, StandInIndex? known, JsonObject body)
    {
        var match = request.Headers.IfMatch.FirstOrDefault()?.Tag;
        return match is not null && match != known?.ETag ? throw new StandInRefusal(412, "It was changed.") : Json(known is null ? 201 : 200, Put(name, body));
    }

    private JsonObject Put(string name, JsonObject body)
    {
        if (indexes.TryGetValue(name, out var known))
            known.Define(body);
        else
            indexes[name] = known = new StandInIndex(body);
        return known.Definition;
    }

    private HttpResponseMessage Write(StandInIndex index, JsonArray actions)
    {
        Batches.Add(actions.Count);
        if (actions.Count > 1000)
            throw new StandInRefusal(400, "At most 1,000 documents at once.");
        var results = new JsonArray();
        foreach (var action in actions.Select(action => action!.AsObject()))
        {
            var failure = documentFaults.TryDequeue(out var status) ? status : (int?)null;
            if (failure is null)
                index.Apply(action);
            results.Add(new JsonObject
            {
                ["key"] = action["key"]!.DeepClone(),
                ["status"] = failure is null,
                ["errorMessage"] = failure is null ? null : "It could not be taken.",
                ["statusCode"] = failure ?? 200,
            });
        }

        return Json(results.Any(result => !(bool)result!["status"]!) ? 207 : 200, new JsonObject { ["value"] = results });
    }

    private static HttpResponseMessage Failed(Fault fault)
    {
        var answer = Error(fault.Status, "It was to fail.");
        if (fault.RetryAfter is not null)
            answer.Headers.TryAddWithoutValidation("Retry-After", fault.RetryAfter);
        return answer;
    }

    private static HttpResponseMessage Error(int status, string message) =>
        Json(status, new JsonObject { ["error"] = new JsonObject { ["code"] = "", ["message"] = message } });

    private static HttpResponseMessage Json(int status, JsonObject body) =>
        new((HttpStatusCode)status) { Content = new StringContent(body.ToJsonString(), Encoding.UTF8, "application/json") };

    [GeneratedRegex(@"\A/indexes(?:\('(?<name>[^']+)'\)(?<rest>/docs/search\.(?:index|post\.search))?)?\z")]
    private static partial Regex Route();
}
