using Microsoft.AspNetCore.Http;
using Shortloop.Core.Accounts;
using Shortloop.Functions.Http;

namespace Shortloop.AzureHost;

/// <summary>Accounts and sessions are not built yet: in the cloud nobody is signed in, so every route that needs a role is closed.</summary>
internal sealed class NobodyYet : ICallerSource
{
    public ValueTask<Principal?> FindAsync(HttpContext http, CancellationToken cancellation) => ValueTask.FromResult<Principal?>(null);
}
