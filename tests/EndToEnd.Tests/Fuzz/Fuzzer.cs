using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Fuzz;

/// <summary>
/// Sends requests that are wrong in many ways. Each must be answered in time, without a 5xx, without a word of our insides, refusals as problem
/// details with a code, and a refused one must have changed nothing.
/// </summary>
/// <param name="accounts">Everybody signs in: so do we, and anew whenever a case has ended our session.</param>
internal sealed partial class Fuzzer(Installation shortloop, int seed, bool accounts = false) : IDisposable
{
    // They would leave us outside; what they take but an id, the isolation test looks at.
    private static readonly string[] EndingTheSession = ["SignOut", "RevokeSession", "DeleteMe"];

    private const int CasesBetweenLooks = 100;

    /// <summary>Settings of an installation that is to be fuzzed: nobody is told to wait.</summary>
    public static readonly IReadOnlyDictionary<string, string> Unlimited = new Dictionary<string, string>
    {
        ["SHORTLOOP_LIMITS"] = "session=1000000 address=1000000 anonymous=1000000",
    };

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly HttpClient _http = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        RequestHeaderEncodingSelector = (_, _) => Encoding.UTF8,
    })
    { Timeout = Timeout.InfiniteTimeSpan };
    private readonly StoreWatch _watch = new(Path.Combine(shortloop.Data, "documents.db"));

    private string? _token;

    public List<string> Findings { get; } = [];

    /// <summary>Operation, and class of status → how often: it shows what the cases reached.</summary>
    public SortedDictionary<string, int> Reached { get; } = [];

    public async Task RunAsync(int cases)
    {
        var description = (await shortloop.Api.SendAsync(HttpMethod.Get, "openapi.json")).Body!;
        var maker = new CaseMaker(description, new Random(seed), accounts ? EndingTheSession : []);
        for (var number = 0; number < cases; number++)
        {
            if (accounts && number % CasesBetweenLooks == 0 && !await IsSignedInAsync())
            {
                _token = await Newcomer.SignUpAsync(shortloop);
                if (_token is not null)
                    maker.Learn((await AskAsync("api/v1/me")).Body);
            }

            await TryAsync(maker, maker.Next(number));
        }
    }

    public void Dispose()
    {
        _http.Dispose();
        _watch.Dispose();
    }

    private async Task<bool> IsSignedInAsync() => _token is not null && (await AskAsync("api/v1/me")).Status == 200;

    private async Task<(int Status, string Body)> AskAsync(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(shortloop.Address, path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
        using var answer = await _http.SendAsync(request);
        return ((int)answer.StatusCode, await answer.Content.ReadAsStringAsync());
    }

    private async Task TryAsync(CaseMaker maker, FuzzCase sent)
    {
        if (await SendAsync(sent) is not var (status, type, body))
            return;
        var reached = $"{sent.Operation} {status / 100}xx";
        Reached[reached] = Reached.GetValueOrDefault(reached) + 1;
        if (status < 400)
        {
            maker.Learn(body);
            _watch.Changed();
            return;
        }

        if (Fault(sent, status, type, body) is { } fault)
            Findings.Add($"{fault}\n  {sent}\n  {status} {type} {(body.Length > 600 ? body[..600] : body)}");
        if (_watch.Changed() is [_, ..] && await ChangesAgainAsync(sent) && await ChangesAgainAsync(sent))
            Findings.Add($"a refused call changes the store, each time\n  {sent}\n  {status} {body}");
    }

    // What stories that earlier calls have begun write meanwhile is not this call's: it is sent again once nothing has been written for a while.
    private async Task<bool> ChangesAgainAsync(FuzzCase sent)
    {
        for (var quiet = 0; quiet < 10; quiet++)
        {
            await Task.Delay(30);
            if (_watch.Changed().Count > 0)
                quiet = 0;
        }

        return await SendAsync(sent) is { Status: >= 400 } && _watch.Changed().Count > 0;
    }

    /// <returns>Null: it got no answer, which is a finding.</returns>
    private async Task<(int Status, string? Type, string Body)?> SendAsync(FuzzCase sent)
    {
        using var limit = new CancellationTokenSource(Patience);
        try
        {
            using var request = sent.Request(shortloop.Address);
            if (_token is not null && !request.Headers.Contains("Authorization"))
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _token);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limit.Token);
            var type = answer.Content.Headers.ContentType?.MediaType;
            return ((int)answer.StatusCode, type, type == "text/event-stream" ? "" : await answer.Content.ReadAsStringAsync(limit.Token));
        }
        catch (Exception none) when (none is OperationCanceledException or HttpRequestException or IOException)
        {
            Findings.Add($"no answer: {none.Message} {none.InnerException?.Message}\n  {sent}");
            return null;
        }
    }

    private static string? Fault(FuzzCase sent, int status, string? type, string body)
    {
        if (status >= 500)
            return "a server error";
        if (Insides().IsMatch(body))
            return "an answer that tells of our insides";
        // What is no request line at all, the server itself answers, with nothing.
        if (status == 400 && body.Length == 0 && sent.Target.Contains("%00", StringComparison.Ordinal))
            return null;
        // A protocol of its own: its refusals are JSON-RPC errors.
        if (sent.Operation == "CallMcp" && type == "application/json")
            return RpcError().IsMatch(body) ? null : "a refusal that is no JSON-RPC error";
        if (type != "application/problem+json")
            return "a refusal that is no problem document";
        try
        {
            using var problem = JsonDocument.Parse(body);
            return problem.RootElement.TryGetProperty("code", out var code) && Code().IsMatch(code.GetString() ?? "")
                && problem.RootElement.TryGetProperty("message", out var message) && message.GetString() is { Length: > 0 } ? null : "a problem without code or message";
        }
        catch (JsonException)
        {
            return "a problem that is no JSON";
        }
    }

    [GeneratedRegex(@"\bSystem\.|\bMicrosoft\.|\bShortloop\.[A-Z]|   at |Exception\b|\bInt(16|32|64)\b|\bGuid\b|SQLite|\.cs:line")]
    private static partial Regex Insides();

    [GeneratedRegex("""\A\{"jsonrpc":"2\.0","id":[^{}]*,"error":\{"code":-32\d\d\d,"message":".+\}\}\z""")]
    private static partial Regex RpcError();

    [GeneratedRegex(@"\A[a-z][a-z0-9_]*\z")]
    private static partial Regex Code();
}
