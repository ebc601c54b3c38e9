using Shortloop.Core.Accounts.People;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.Deletion;

/// <summary>
/// Removes all that is about a user themselves: ways to sign in, devices, keys, notices, mailed links, invitations to their address. In organisations that go
/// on, their id stays beside what they made there; nothing says any more whose it was. Safe to repeat: the profile, which knows the address, goes last.
/// </summary>
public sealed class ErasePerson(IDocumentStore store)
{
    public async Task ExecuteAsync(string userId, CancellationToken cancellation)
    {
        if (await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation) is { Email: { } email })
        {
            await Sweep.FieldAsync(store, Containers.Transient, "facts.email", email, cancellation);
            await Sweep.FieldAsync(store, Containers.Organisations, "email", email, cancellation);
        }

        await Sweep.FieldAsync(store, Containers.Logins, "userId", userId, cancellation);
        await Sweep.FieldAsync(store, Containers.Organisations, "userId", userId, cancellation);
        await Sweep.FieldAsync(store, Containers.Keys, "createdBy", userId, cancellation);
        await Sweep.FieldAsync(store, Containers.Transient, "createdBy", userId, cancellation);
        foreach (Container container in Containers.All.Where(c => c.By == PartitionedBy.User && c != Containers.Users))
            await Sweep.PartitionAsync(store, container, userId, cancellation);
        await Sweep.PartitionAsync(store, Containers.Users, userId, cancellation);
    }
}
