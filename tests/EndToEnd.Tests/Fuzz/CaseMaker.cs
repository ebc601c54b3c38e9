using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace Shortloop.EndToEnd.Fuzz;

/// <summary>Makes requests from the running host's own description of its routes.</summary>
internal sealed partial class CaseMaker
{
    private static readonly string[] Odd =
    [
        "x", "%00", "%2e%2e", "..%2f..%2fetc", "%ff%fe", "a%20b", "-1", "0", "%F0%9F%98%80", "vid_%0d%0aX", "null", "undefined", "{videoId}", "*", "'", "%27%20OR%201=1", "~",
        "00000000000000000000000000000000", "vid_00000000000000000000000000000000",
    ];

    private static readonly string[] Types =
    [
        "application/json", "application/json", "application/json", "application/json", "application/json; charset=utf-8", "application/json; charset=utf-16",
        "application/json; charset=none", "text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x", "application/xml", "application/problem+json",
        "application/json; charset=\"", "application/", "", "*/*",
    ];

    private static readonly (string, string)[] Headers =
    [
        ("If-Match", "\"x\""), ("If-Match", "W/\"x\""), ("If-Match", "*"), ("If-Match", "\"" + new string('e', 2000) + "\""), ("If-Match", "\"a\", \"b\""), ("If-Match", "no quotes"),
        ("Idempotency-Key", "key-1"), ("Idempotency-Key", new string('k', 300)), ("Idempotency-Key", ""), ("Idempotency-Key", "\u00e4\u00f6"), ("Accept", "text/html"), ("Accept", "no/"),
        ("Range", "bytes=0-1"), ("Last-Event-ID", "9999999999999999999"), ("Last-Event-ID", "x"), ("X-HTTP-Method-Override", "DELETE"), ("Accept-Language", new string('l', 1000)),
        ("If-None-Match", "*"), ("Expect", "100-continue"), ("Content-Encoding", "gzip"), ("Prefer", "return=minimal"), ("traceparent", "00-00-00-00"), ("Cookie", "shortloop_access=x; ;=;a"),
        ("X-Forwarded-For", "1.2.3.4, x"), ("X-Forwarded-Host", "evil.example"), ("Authorization", "Basic x"), ("Authorization", "Bearer"), ("Authorization", "Bearer a.b.c"),
    ];

    private readonly Random _random;
    private readonly SchemaSample _samples;
    private readonly BodyMutations _bodies;
    private readonly (string Path, HttpMethod Method, JsonNode Operation)[] _operations;
    private readonly Dictionary<string, List<string>> _ids = new() { ["orgId"] = ["org_local"], ["userId"] = ["usr_local"], ["platform"] = ["tiktok"] };

    /// <param name="except">Operations that are left out.</param>
    public CaseMaker(JsonNode description, Random random, IReadOnlyCollection<string> except)
    {
        _random = random;
        _samples = new SchemaSample(description, random);
        _bodies = new BodyMutations(random);
        // What takes a body is what there is most to say wrong to.
        _operations =
        [
            .. description["paths"]!.AsObject().SelectMany(path => path.Value!.AsObject().Where(operation => !except.Contains((string)operation.Value!["operationId"]!)).SelectMany(operation => Enumerable.Repeat(
                (path.Key, HttpMethod.Parse(operation.Key.ToUpperInvariant()), operation.Value!), Schema(operation.Value!) is null ? 1 : 6))),
        ];
    }

    public FuzzCase Next(int number)
    {
        var (path, method, operation) = _operations[_random.Next(_operations.Length)];
        var target = Parameter().Replace(path, match => Value(match.Groups[1].Value)) + Query(operation);
        byte[]? body = null;
        List<(string, string)> headers = [];
        if (Schema(operation) is { } schema)
        {
            var sample = _samples.Of(schema);
            var good = _random.Next(12) == 0;
            body = good ? System.Text.Encoding.UTF8.GetBytes(sample?.ToJsonString() ?? "null") : _bodies.Make(sample);
            var type = good ? "application/json" : Types[_random.Next(Types.Length)];
            if (type.Length > 0)
                headers.Add(("Content-Type", type));
        }

        for (var i = _random.Next(6) - 3; i > 0; i--)
            headers.Add(Headers[_random.Next(Headers.Length)]);
        return new FuzzCase(number, (string)operation["operationId"]!, method, target, body, headers);
    }

    /// <summary>Ids that answers have brought, so that later requests meet things that are there.</summary>
    public void Learn(string answer)
    {
        foreach (Match match in Id().Matches(answer))
        {
            var name = match.Groups[1].Value switch
            {
                "vid" => "videoId",
                "job" => "jobId",
                "pst" => "postId",
                "inv" => "invitationId",
                "org" => "orgId",
                "usr" => "userId",
                "ses" => "sessionId",
                "key" => "keyId",
                "lgn" => "loginId",
                var prefix => prefix,
            };
            var known = _ids.TryGetValue(name, out var list) ? list : _ids[name] = [];
            if (known.Count < 20 && !known.Contains(match.Value))
                known.Add(match.Value);
        }
    }

    private static JsonNode? Schema(JsonNode operation) => operation["requestBody"]?["content"]?["application/json"]?["schema"];

    private string Value(string name)
    {
        var known = _ids.GetValueOrDefault(name) ?? [.. _ids.Values.SelectMany(ids => ids)];
        return _random.Next(4) switch
        {
            0 => Odd[_random.Next(Odd.Length)],
            1 when _random.Next(4) == 0 => new string('a', _random.Next(70, 3000)),
            _ => known[_random.Next(known.Count)],
        };
    }

    private string Query(JsonNode operation)
    {
        var query = new List<string>();
        foreach (var parameter in operation["parameters"]?.AsArray() ?? [])
            if ((string?)parameter!["in"] == "query" && _random.Next(2) == 0)
                query.Add($"{parameter["name"]}={(_random.Next(3) == 0 ? Value("any") : Odd[_random.Next(Odd.Length)])}");
        if (_random.Next(8) == 0)
            query.Add(((string[])["", "=", "a", "after=", "limit=0", "limit=1e9", "limit=-1", "limit=99999999999999", "after=eyJ4IjoxfQ==", "after=a&after=b", "%", "%zz", "videoId=%00"])[_random.Next(13)]);
        return query.Count == 0 ? "" : "?" + string.Join('&', query);
    }

    [GeneratedRegex(@"\{(\w+)\}")]
    private static partial Regex Parameter();

    [GeneratedRegex(@"\b([a-z]{3})_[0-9a-f]{32}\b")]
    private static partial Regex Id();
}
