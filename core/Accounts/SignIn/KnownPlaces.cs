using System.Net;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>
/// From where an account is used: a kind of device in a network. Somebody who signs in from elsewhere is not held up, the person is told. A place is
/// kept as a hash with the user's id in it, and forgotten a year after its last use.
/// </summary>
public sealed class KnownPlaces(IDocumentStore store, Notifier notifier, TimeProvider clock)
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(365);

    /// <summary>A sign-in from here. The first place of all is no news.</summary>
    public async Task SeeAsync(User user, Caller caller, string sessionId, CancellationToken cancellation)
    {
        string device = DeviceName.Of(caller.Device);
        var place = new KnownPlace
        {
            Id = Ids.Derived("plc", user.Id, NetworkOf(caller.Address), device),
            Partition = user.Id,
            OrgId = user.OrgId,
            CreatedBy = user.Id,
            CreatedAt = clock.GetUtcNow(),
            TtlSeconds = (int)Life.TotalSeconds,
        };
        if ((await store.CreateAsync(Containers.Users, place, cancellation)).Status == WriteStatus.Exists)
        {
            // Its year begins anew.
            await store.UpsertAsync(Containers.Users, place, cancellation);
            return;
        }

        var query = new DocumentQuery(user.Id, [new Condition("id", Comparison.Greater, "plc_"), new Condition("id", Comparison.Less, "pld")], Limit: 2);
        if ((await store.QueryAsync<KnownPlace>(Containers.Users, query, cancellation)).Items.Count > 1)
            await notifier.TellAsync(
                user.OrgId, user.Id, NoticeKind.SignInFromNewPlace, sessionId, "", new Dictionary<string, string> { ["device"] = device }, cancellation);
    }

    // Providers hand out another address of the same network every day: 24 bits of IPv4 and 48 of IPv6 stay.
    private static string NetworkOf(string address)
    {
        if (!IPAddress.TryParse(address, out IPAddress? ip))
            return "unknown";
        byte[] bytes = (ip.IsIPv4MappedToIPv6 ? ip.MapToIPv4() : ip).GetAddressBytes();
        return Convert.ToHexStringLower(bytes.AsSpan(0, bytes.Length == 16 ? 6 : 3));
    }

    private sealed record KnownPlace : Document;
}
