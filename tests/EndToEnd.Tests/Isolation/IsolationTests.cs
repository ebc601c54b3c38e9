using System.Net.Http.Headers;
using System.Net.Http.Json;

namespace Shortloop.EndToEnd.Isolation;

/// <summary>
/// Nobody reads or changes another organisation's data through any route, and nobody does more than their role allows: every route of the running
/// host is called by everybody, by the table's rows.
/// </summary>
[Collection(TwoOrganisations.Name)]
public sealed class IsolationTests : IDisposable
{
    private const string TablePath = "tests/EndToEnd.Tests/Isolation/IsolationTable.cs";

    private readonly IsolationInstallation _world;
    private readonly HttpClient _http;

    public IsolationTests(IsolationInstallation world)
    {
        _world = world;
        _http = new HttpClient(new HttpClientHandler { UseCookies = false, AllowAutoRedirect = false }) { BaseAddress = world.Shortloop.Address };
    }

    public static TheoryData<string> Operations => [.. IsolationTable.Rows.Select(row => row.Operation)];

    [Fact]
    public void Table_OfTheRunningHost_HasOneRowForEachRoute()
    {
        string[] rows = [.. IsolationTable.Rows.Select(row => row.Operation)];
        Assert.Equal(rows.Length, rows.Distinct().Count());
        var missing = _world.Routes.Values.Where(route => !rows.Contains(route.Operation)).ToList();
        string[] left = [.. rows.Except(_world.Routes.Keys)];
        Assert.True(missing.Count == 0, string.Join('\n', missing.Select(Advice)));
        Assert.True(left.Length == 0, $"Rows without a route, to be taken out of {TablePath}: {string.Join(", ", left)}.");
    }

    [Theory]
    [MemberData(nameof(Operations))]
    public async Task Route_CalledByEverybody_AnswersAsTheTableSays(string operation)
    {
        Assert.SkipUnless(_world.Routes.ContainsKey(operation), "It has no route; the table's own test says so.");
        var (row, route) = (IsolationTable.Rows.Single(row => row.Operation == operation), _world.Routes[operation]);
        var findings = new List<string>();
        var (ours, theirs) = (_world.Ours, _world.Theirs);
        var open = row.Least is Least.Anyone or Least.Proof;

        foreach (var (who, token) in Outsiders())
            Check(findings, who, await CallAsync(row, route, ours, ours.Owner, token), open ? (token is null ? null : row.BadSignIn) ?? row.Status : 401, row.Least == Least.Anyone ? null : ours);
        foreach (var person in ours.People)
        {
            var role = person.Membership.Role;
            var may = open || (row.Least != Least.Operator && (int)role >= row.Least - Least.Viewer);
            var reply = await CallAsync(row, route, ours, person, person.Token);
            Check(findings, $"our {role}", reply, may ? row.Status : 403, may ? null : ours);
            if (may && row.Shows && !reply.Body.Contains(ours.Canary, StringComparison.Ordinal))
                findings.Add($"our {role} doesn't see what was planted: {reply}");
            await RestoreAsync(route, ours, person);
        }

        var foreign = row.Foreign ?? (route.NamesAThing && !open ? 404 : row.Status);
        var stranger = theirs.Owner;
        var system = row.Least == Least.Operator;
        Check(findings, "their owner with our things", await CallAsync(row, route, ours, ours.Owner, stranger.Token), system ? 403 : foreign, ours);
        await RestoreAsync(route, theirs, stranger);
        Check(findings, "their owner with their own", await CallAsync(row, route, theirs, stranger, stranger.Token), system ? 403 : row.Status, ours);
        await RestoreAsync(route, theirs, stranger);
        if (route.Parameters.Contains("orgId") && route.Parameters.Count > 1 && !open && !system)
        {
            Check(findings, "their owner with our things in their organisation", await CallAsync(row, route, ours, ours.Owner, stranger.Token, theirs.OrgId), 404, ours);
            await RestoreAsync(route, theirs, stranger);
        }

        var key = open ? row.Status
            : !system && route.Parameters.Contains("orgId") ? foreign
            : system || row.PeopleOnly || row.Least == Least.Owner ? 403
            : foreign;
        Check(findings, "their API key with our things", await CallAsync(row, route, ours, ours.Owner, _world.TheirKey), key, ours);
        await RestoreAsync(route, theirs, stranger);
        if (!open && route.Parameters.Any(Seed.Personal.Contains))
        {
            var colleague = ours.People[^2];
            Check(findings, "our admin with what is our owner's own", await CallAsync(row, route, ours, ours.Owner, colleague.Token), 404, null);
            await RestoreAsync(route, ours, colleague);
        }

        if (system)
            Check(findings, "the operator", await CallAsync(row, route, ours, ours.Owner, _world.Operator.Token), row.Status, null);
        Assert.True(findings.Count == 0, $"{route.Method} {route.Template}\n{string.Join('\n', findings)}\n{_world.Shortloop.Logs}");
    }

    public void Dispose() => _http.Dispose();

    private IEnumerable<(string Who, string? Token)> Outsiders()
    {
        var token = _world.Ours.Owner.Token;
        var signature = token.LastIndexOf('.') + 5;
        yield return ("nobody", null);
        yield return ("a session that was ended", _world.Revoked.Token);
        yield return ("a token that was tampered with", token[..signature] + (token[signature] == 'A' ? 'B' : 'A') + token[(signature + 1)..]);
    }

    private async Task<Reply> CallAsync(Row row, Route route, Seed seed, Planted person, string? token, string? otherOrgId = null)
    {
        var values = new Dictionary<string, string>();
        foreach (var name in route.Parameters)
            values[name] = name == "orgId" && otherOrgId is not null ? otherOrgId : await PlantAsync(row, name, seed, person);
        using var request = new HttpRequestMessage(route.Method, route.Fill(values) + row.Query);
        var body = row.BodyAsync is { } make ? await make(seed, person) : row.Body?.Invoke(seed);
        if (body is not null)
            request.Content = JsonContent.Create(body);
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        foreach (var (name, value) in row.Headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await Reply.SendAsync(_http, request);
    }

    private static async Task<string> PlantAsync(Row row, string name, Seed seed, Planted person)
    {
        if (!row.Ids.TryGetValue(name, out var plant) && !Seed.Planters.TryGetValue(name, out plant))
            throw new InvalidOperationException($"Nothing can be planted for {{{name}}} of {row.Operation}: give Seed.Planters a line for it, or the row its Ids.");
        return await plant(seed, person);
    }

    /// <param name="hidden">Whose data must not be in the answer.</param>
    private static void Check(List<string> findings, string who, Reply reply, int status, Seed? hidden)
    {
        if (reply.Status != status)
            findings.Add($"{who} gets {reply.Status} instead of {status}: {reply}");
        if (reply.Status >= 400 && string.IsNullOrEmpty(reply.Code))
            findings.Add($"{who} gets no problem with a code: {reply}");
        if (hidden is not null && (reply.Body + reply.Headers).Contains(hidden.Canary, StringComparison.OrdinalIgnoreCase))
            findings.Add($"{who} sees what is not theirs: {reply}");
    }

    private static async Task RestoreAsync(Route route, Seed seed, Planted person)
    {
        if (route.Method == HttpMethod.Get)
            return;
        await seed.RestoreAsync();
        await person.RestoreAsync();
    }

    private static string Advice(Route route)
    {
        var unknown = route.Parameters.Where(name => !Seed.Planters.ContainsKey(name)).ToList();
        var (status, body) = (route.Method == HttpMethod.Delete ? 204 : 200, route.Method == HttpMethod.Get || route.Method == HttpMethod.Delete ? "" : " { Body = seed => new { … } }");
        return $"""
            {route.Method} {route.Template} has no row. Add this line to {TablePath}, with the least role (Anyone, Proof, Viewer, Editor, Admin, Owner, Operator) and the status of a good call; a GET of a member's data also says {"{"} Shows = true {"}"}, and what no API key may do PeopleOnly = true:
                new("{route.Operation}", Viewer, {status}){body},
            {string.Join('\n', unknown.Select(name => $"and this one to Planters in tests/EndToEnd.Tests/Isolation/Seed.cs, making one with texts that hold seed.Canary:\n    [\"{name}\"] = (seed, person) => seed.…Async(),"))}
            """;
    }
}
