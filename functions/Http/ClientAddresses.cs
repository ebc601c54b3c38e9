using System.Net;
using System.Net.Sockets;
using Microsoft.AspNetCore.Http;

namespace Shortloop.Functions.Http;

/// <summary>Where a request comes from, for limits and damping.</summary>
/// <param name="Proxies">How many of our own stand in front and each add an address to X-Forwarded-For; what is further left anyone can make up. None: the connection tells.</param>
public sealed record ClientAddresses(int Proxies = 0)
{
    public string Of(HttpContext http) => Find(http)?.ToString() ?? "unknown";

    /// <summary>An IPv6 customer has a whole /64 of addresses to try from.</summary>
    public string NetworkOf(HttpContext http) => Find(http) switch
    {
        null => "unknown",
        { AddressFamily: AddressFamily.InterNetworkV6 } address => new IPNetwork(Cut(address), 64).ToString(),
        var address => address.ToString(),
    };

    private IPAddress? Find(HttpContext http)
    {
        IPAddress? address = http.Connection.RemoteIpAddress;
        if (Proxies > 0)
        {
            string[] forwarded = http.Request.Headers["X-Forwarded-For"].ToString().Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
            // Some write the port too.
            if (forwarded.Length > 0 && IPEndPoint.TryParse(forwarded[Math.Max(0, forwarded.Length - Proxies)], out IPEndPoint? told))
                address = told.Address;
        }

        return address is { IsIPv4MappedToIPv6: true } ? address.MapToIPv4() : address;
    }

    private static IPAddress Cut(IPAddress address)
    {
        byte[] bytes = address.GetAddressBytes();
        bytes.AsSpan(8).Clear();
        return new IPAddress(bytes);
    }
}
