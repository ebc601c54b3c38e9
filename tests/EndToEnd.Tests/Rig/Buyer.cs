using System.Net;
using System.Text.Json.Nodes;

namespace Shortloop.EndToEnd.Rig;

/// <summary>An owner who pays on Stripe's pages, as the sandbox plays them.</summary>
internal sealed class Buyer(Installation shortloop, Person person, string orgId)
{
    public string OrgId => orgId;

    private string Billing => $"orgs/{orgId}/billing";

    /// <summary>Somebody new, with their personal organisation.</summary>
    public static async Task<(Person Person, Buyer Buyer)> SignedUpAsync(Installation shortloop)
    {
        var person = await Person.SignedUpAsync(shortloop, $"buyer-{Guid.NewGuid():N}@example.com");
        return (person, new Buyer(shortloop, person, (string)(await person.ReadAsync("me"))["orgId"]!));
    }

    public Task<JsonNode> StandingAsync() => person.ReadAsync($"{Billing}/tiers");

    public async Task<IReadOnlyList<JsonNode>> LedgerAsync() => [.. (await person.ReadAsync($"{Billing}/ledger"))["items"]!.AsArray()!];

    /// <summary>Opens a checkout and pays at it.</summary>
    public async Task BuyAsync(object what)
    {
        var opened = await person.PostAsync($"{Billing}/checkout", what);
        Person.Expect(HttpStatusCode.Created, opened);
        await shortloop.Sandbox.DecideAsync(new Uri((string)(await Person.JsonOf(opened))["url"]!), "pay");
    }

    public async Task SubscribeAsync(string tier)
    {
        await BuyAsync(new { tier });
        await UntilAsync($"the tier is {tier}", now => (string)now["tier"]! == tier);
    }

    public async Task<Uri> PortalAsync()
    {
        var opened = await person.PostAsync($"{Billing}/portal");
        Person.Expect(HttpStatusCode.Created, opened);
        return new Uri((string)(await Person.JsonOf(opened))["url"]!);
    }

    public Task<JsonNode> UntilAsync(string what, Func<JsonNode, bool> reached) => Poll.UntilAsync(what, StandingAsync, reached, () => shortloop.Logs);

    public Task<IReadOnlyList<JsonNode>> UntilLedgerAsync(string what, Func<IReadOnlyList<JsonNode>, bool> reached) =>
        Poll.UntilAsync(what, LedgerAsync, reached, () => shortloop.Logs);
}
