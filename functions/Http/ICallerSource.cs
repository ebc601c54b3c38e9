using Microsoft.AspNetCore.Http;
using Shortloop.Core.Accounts;

namespace Shortloop.Functions.Http;

/// <summary>Finds out who is calling. Each host brings its own: sessions and keys in the cloud, the local owner on one machine.</summary>
public interface ICallerSource
{
    /// <returns>Null: nobody we know.</returns>
    ValueTask<Principal?> FindAsync(HttpContext http, CancellationToken cancellation);
}
