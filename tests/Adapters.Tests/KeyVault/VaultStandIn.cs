using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using Azure.Core;

namespace Shortloop.Adapters.Tests.KeyVault;

/// <summary>
/// The REST API of a key vault as far as the adapter speaks it, in place of the network: the SDK is the real one. It asks for a token by the service's
/// challenge, gives lists in pages, knows disabled versions, and refuses whatever it does not understand.
/// </summary>
internal sealed class VaultStandIn(TimeProvider clock) : HttpMessageHandler
{
    public const string Name = "token-key";

    private const string Token = "token of an identity";

    private readonly Lock _gate = new();
    private readonly List<Version> _versions = [];
    private readonly Queue<int> _faults = [];

    private sealed record Version(string Id, string Value, DateTimeOffset Created, Dictionary<string, string> Tags)
    {
        public bool Enabled { get; set; } = true;
    }

    public static Uri Address { get; } = new("https://kv-test.vault.azure.net/");

    /// <summary>Method and path of everything that came with a token.</summary>
    public List<string> Calls { get; } = [];

    /// <summary>Runs before a call is answered, outside of any lock.</summary>
    public Func<string, Task>? Before { get; set; }

    /// <summary>How many versions a page of the list has.</summary>
    public int PageSize { get; set; } = 25;

    public bool Refuses { get; set; }

    public IReadOnlyList<string> Values => [.. _versions.Select(version => version.Value)];

    public IReadOnlyList<(string? Key, bool Enabled)> Versions => [.. _versions.Select(version => (version.Tags.GetValueOrDefault("key"), version.Enabled))];

    /// <param name="key">The tag; null: none.</param>
    public string Plant(string? key, string? value = null, bool enabled = true)
    {
        var tags = key is null ? new Dictionary<string, string>() : new() { ["key"] = key };
        var version = new Version($"{_versions.Count + 1:x32}", value ?? Convert.ToBase64String(System.Security.Cryptography.RandomNumberGenerator.GetBytes(32)), clock.GetUtcNow(), tags) { Enabled = enabled };
        lock (_gate)
            _versions.Add(version);
        return version.Id;
    }

    public void Enable(int at, bool enabled) => _versions[at].Enabled = enabled;

    /// <summary>The next calls are answered so; 0: there is no connection, -1: it takes too long.</summary>
    public void Fail(params int[] statuses)
    {
        foreach (int status in statuses)
            _faults.Enqueue(status);
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        if (request.Headers.Authorization is null)
        {
            var challenge = new HttpResponseMessage(HttpStatusCode.Unauthorized);
            challenge.Headers.Add("WWW-Authenticate", """Bearer authorization="https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111", resource="https://vault.azure.net" """.TrimEnd());
            return challenge;
        }

        string call = $"{request.Method} {request.RequestUri!.AbsolutePath}";
        if (Before is { } hook)
            await hook(call);
        JsonNode? body = request.Content is null ? null : await request.Content.ReadFromJsonAsync<JsonNode>(cancellationToken);
        lock (_gate)
        {
            Calls.Add(call);
            if (_faults.TryDequeue(out int fault))
                return fault == 0 ? throw new HttpRequestException("no connection") : fault == -1 ? throw new TaskCanceledException("too long") : Error((HttpStatusCode)fault, "Fault");
            if (Refuses || request.Headers.Authorization.ToString() != $"Bearer {Token}")
                return Error(HttpStatusCode.Forbidden, "Forbidden");
            return Answer(request, body);
        }
    }

    private HttpResponseMessage Answer(HttpRequestMessage request, JsonNode? body)
    {
        string[] path = request.RequestUri!.AbsolutePath.Trim('/').Split('/');
        if (path is not ["secrets", Name, ..] || !request.RequestUri.Query.Contains("api-version=", StringComparison.Ordinal))
            return Error(HttpStatusCode.BadRequest, "BadParameter");
        switch (request.Method.Method, path.Length)
        {
            case ("GET", 3) when path[2] == "versions":
                return Json(List(request.RequestUri));
            case ("GET", 3):
                return Find(path[2]) is not { } version ? Error(HttpStatusCode.NotFound, "SecretNotFound")
                    : version.Enabled ? Json(Bundle(version, withValue: true)) : Error(HttpStatusCode.Forbidden, "SecretDisabled");
            case ("PUT", 2):
                Plant((string?)body!["tags"]?["key"], (string)body["value"]!);
                return Json(Bundle(_versions[^1], withValue: true));
            case ("PATCH", 3) when Find(path[2]) is { } changed:
                changed.Enabled = (bool)body!["attributes"]!["enabled"]!;
                return Json(Bundle(changed, withValue: false));
            default:
                return Error(HttpStatusCode.BadRequest, "BadParameter");
        }
    }

    private JsonObject List(Uri uri)
    {
        int skip = int.Parse(System.Web.HttpUtility.ParseQueryString(uri.Query)["$skiptoken"] ?? "0", System.Globalization.CultureInfo.InvariantCulture);
        var page = new JsonArray([.. _versions.Skip(skip).Take(PageSize).Select(version => (JsonNode)Bundle(version, withValue: false))]);
        string? next = skip + PageSize < _versions.Count ? new Uri(Address, $"secrets/{Name}/versions?api-version=7.6&$skiptoken={skip + PageSize}").AbsoluteUri : null;
        return new JsonObject { ["value"] = page, ["nextLink"] = next };
    }

    private Version? Find(string id) => _versions.SingleOrDefault(version => version.Id == id);

    private static JsonObject Bundle(Version version, bool withValue)
    {
        var bundle = new JsonObject
        {
            ["id"] = new Uri(Address, $"secrets/{Name}/{version.Id}").AbsoluteUri,
            ["attributes"] = new JsonObject { ["enabled"] = version.Enabled, ["created"] = version.Created.ToUnixTimeSeconds(), ["updated"] = version.Created.ToUnixTimeSeconds() },
            ["tags"] = new JsonObject(version.Tags.Select(tag => KeyValuePair.Create(tag.Key, (JsonNode?)tag.Value))),
        };
        if (withValue)
            bundle["value"] = version.Value;
        return bundle;
    }

    private static HttpResponseMessage Json(JsonNode node) => new(HttpStatusCode.OK) { Content = JsonContent.Create(node) };

    private static HttpResponseMessage Error(HttpStatusCode status, string code)
    {
        var answer = new HttpResponseMessage(status)
        {
            Content = JsonContent.Create(new JsonObject { ["error"] = new JsonObject { ["code"] = code == "SecretDisabled" ? "Forbidden" : code, ["message"] = code, ["innererror"] = new JsonObject { ["code"] = code } } }),
        };
        if (status == HttpStatusCode.TooManyRequests)
            answer.Headers.Add("Retry-After", "0");
        return answer;
    }

    public sealed class Identity : TokenCredential
    {
        public List<string> Scopes { get; } = [];

        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancellation)
        {
            lock (Scopes)
                Scopes.AddRange(context.Scopes);
            return new AccessToken(Token, DateTimeOffset.UtcNow.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext context, CancellationToken cancellation) =>
            ValueTask.FromResult(GetToken(context, cancellation));
    }
}
