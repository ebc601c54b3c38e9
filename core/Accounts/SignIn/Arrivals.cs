using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>The last step of every way in, once it is clear who comes.</summary>
public sealed class Arrivals(IDocumentStore store, Sessions sessions, KnownPlaces places, TimeProvider clock)
{
    public async Task<SignedIn> EnterAsync(User user, Caller caller, CancellationToken cancellation)
    {
        await store.PatchAsync<User>(Containers.Users, user.Id, user.Id, [new(PatchKind.Set, "lastLoginAt", clock.GetUtcNow())], null, cancellation);
        SignedIn signed = await sessions.BeginAsync(user.Id, user.OrgId, caller.Device, cancellation);
        await places.SeeAsync(user, caller, signed.SessionId, cancellation);
        return signed with { Email = user.Email };
    }
}
