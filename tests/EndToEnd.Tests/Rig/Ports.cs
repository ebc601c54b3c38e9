using System.Net;
using System.Net.Sockets;

namespace Shortloop.EndToEnd.Rig;

/// <summary>Blocks of five free ports, none given out twice; below the range that the system itself draws from.</summary>
internal static class Ports
{
    private static int _next = 12_000 + ((Environment.ProcessId * 64) % 16_000);

    public static int TakeBlock()
    {
        while (true)
        {
            var first = Interlocked.Add(ref _next, 5);
            if (Enumerable.Range(first, 5).All(IsFree))
                return first;
        }
    }

    private static bool IsFree(int port)
    {
        using var listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            listener.Start();
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
