using System.Net;
using Microsoft.AspNetCore.Http;
using Shortloop.Core.Accounts;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Http;

namespace Shortloop.Local.Serve;

/// <summary>
/// Who has signed in is who they are. Without a sign-in, whoever sits at this machine is the owner, unless the installation asks everybody to sign in.
/// The host has already refused foreign pages and names.
/// </summary>
internal sealed class LocalCallers(SessionCallers sessions, LocalSettings settings) : ICallerSource
{
    public ValueTask<Principal?> FindAsync(HttpContext http, CancellationToken cancellation) =>
        settings.Accounts || SessionCallers.HasCredentials(http.Request)
            ? sessions.FindAsync(http, cancellation)
            : ValueTask.FromResult(IsHere(http) ? Principal.LocalOwner : null);

    private static bool IsHere(HttpContext http) => http.Connection.RemoteIpAddress is { } address && IPAddress.IsLoopback(address);
}
