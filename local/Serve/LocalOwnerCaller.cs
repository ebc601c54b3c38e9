using System.Net;
using Shortloop.Core.Accounts;
using Shortloop.Functions.Http;

namespace Shortloop.Local.Serve;

/// <summary>Until accounts are set up, whoever sits at this machine is the owner. The host has already refused foreign pages and names.</summary>
internal sealed class LocalOwnerCaller : ICallerSource
{
    public ValueTask<Principal?> FindAsync(HttpContext http, CancellationToken cancellation) => ValueTask.FromResult(
        http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address) ? Principal.LocalOwner : null);
}
