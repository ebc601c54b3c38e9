using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Shortloop.Bench.Web;

/// <summary>Clients of the event stream on bare sockets, which reconnect with their last id as a browser does.</summary>
internal sealed class EventCrowd : IAsyncDisposable
{
    private readonly int _port;
    private readonly CancellationTokenSource _stop = new();
    private readonly int[] _got;
    private readonly int[] _reconnected;
    private readonly Task[] _clients;
    private readonly SemaphoreSlim _connected = new(0);
    private readonly Lock _lock = new();
    private int _rounds;
    private int _waiting;
    private TaskCompletionSource<long> _round = new();

    private EventCrowd(int port, int clients)
    {
        _port = port;
        (_got, _reconnected) = (new int[clients], new int[clients]);
        _clients = [.. Enumerable.Range(0, clients).Select(client => Task.Run(() => ListenAsync(client)))];
        Expect();
    }

    public static async Task<EventCrowd> ConnectAsync(int port, int clients)
    {
        var crowd = new EventCrowd(port, clients);
        for (var i = 0; i < clients; i++)
            await crowd._connected.WaitAsync();
        return crowd;
    }

    /// <returns>When the last client had this round's event.</returns>
    public async Task<long> NextAsync()
    {
        var at = await _round.Task.WaitAsync(TimeSpan.FromSeconds(60));
        Expect();
        return at;
    }

    public async Task AllReconnectedAsync()
    {
        while (_reconnected.Any(times => Volatile.Read(ref times) == 0))
            await Task.Delay(200);
    }

    /// <returns>How many clients got each event exactly once.</returns>
    public int Complete() => _got.Count(events => events == _rounds - 1);

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await Task.WhenAll(_clients);
        _stop.Dispose();
        _connected.Dispose();
    }

    private void Expect()
    {
        lock (_lock)
        {
            (_rounds, _waiting, _round) = (_rounds + 1, _clients.Length, new TaskCompletionSource<long>(TaskCreationOptions.RunContinuationsAsynchronously));
        }
    }

    private async Task ListenAsync(int client)
    {
        string? id = null;
        while (!_stop.IsCancellationRequested)
        {
            try
            {
                id = await StreamAsync(client, id);
                _reconnected[client]++;
            }
            catch (Exception over) when (over is OperationCanceledException or SocketException)
            {
                // Stopped, or refused for a moment.
            }
        }
    }

    private async Task<string?> StreamAsync(int client, string? id)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(new IPEndPoint(IPAddress.Loopback, _port), _stop.Token);
        var resume = id is null ? "" : $"Last-Event-ID: {id}\r\n";
        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1\r\n{resume}Connection: close\r\n\r\n"), _stop.Token);
        var buffer = new byte[4096];
        for (int length; (length = await socket.ReceiveAsync(buffer, _stop.Token)) > 0;)
        {
            var at = Stopwatch.GetTimestamp();
            // Blocks are written whole, and are far smaller than what a socket takes at once.
            foreach (var line in Encoding.ASCII.GetString(buffer, 0, length).Split('\n'))
            {
                if (line.StartsWith("id: ", StringComparison.Ordinal))
                {
                    if (id is null)
                        _connected.Release();
                    id = line[4..];
                }

                if (line.StartsWith("event: ", StringComparison.Ordinal))
                    Arrived(client, at);
            }
        }

        return id;
    }

    private void Arrived(int client, long at)
    {
        lock (_lock)
        {
            _got[client]++;
            if (--_waiting == 0)
                _round.SetResult(at);
        }
    }
}
