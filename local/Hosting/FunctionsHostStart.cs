using System.Net.Sockets;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Local.Hosting;

/// <summary>The port is taken; the message is for the person who started the app.</summary>
public sealed class PortInUseException(int port, Exception inner)
    : Exception($"Port {port} is in use: choose another with --port N.", inner);

public static class FunctionsHostStart
{
    /// <exception cref="PortInUseException">Somebody else listens there.</exception>
    public static async Task StartFunctionsAsync(this WebApplication app, CancellationToken cancellation = default)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException failure) when (failure.InnerException is AddressInUseException or SocketException)
        {
            throw new PortInUseException(app.Services.GetRequiredService<FunctionsHostOptions>().Port, failure);
        }
    }
}
