using Shortloop.Core.Accounts.People;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Accounts.SignIn;

/// <summary>
/// Who calls with an access token of an authority that an operator has configured. They are known by issuer and subject, never by an address that the
/// token names; the first call opens an account. They run in their personal organisation, or in the one that the route names.
/// </summary>
public sealed class ExternalCallers(IEnumerable<IExternalTokens> authorities, ProviderAccounts accounts, Members members)
{
    /// <returns>Null: nobody that one of the authorities vouches for, or their account is closed.</returns>
    public async Task<Principal?> FindAsync(string token, CancellationToken cancellation)
    {
        foreach (IExternalTokens authority in authorities)
        {
            if (await authority.ReadAsync(token, cancellation) is not { } person)
                continue;
            var identity = new ProviderIdentity(
                person.Kind, person.Issuer, person.Subject, null, new NewPerson(null, person.Name ?? "", "en", "Etc/UTC"));
            return (await accounts.FindOrOpenAsync(identity, cancellation)).Succeeded(out User? user, out _)
                ? await members.FindAsync(user.Id, user.OrgId, cancellation)
                : null;
        }

        return null;
    }
}
