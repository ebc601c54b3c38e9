using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Shortloop.Bench.Web;

/// <param name="Milliseconds">Of each answered request, sorted.</param>
internal sealed record LoadResult(double Seconds, double[] Milliseconds, int Refused)
{
    public double PerSecond => Milliseconds.Length / Seconds;

    public double At(double share) => Milliseconds[Math.Min(Milliseconds.Length - 1, (int)Math.Ceiling(share * Milliseconds.Length) - 1)];

    public override string ToString() =>
        FormattableString.Invariant($"{PerSecond:0} requests/s, p50 {At(0.5):0.0} ms, p99 {At(0.99):0.0} ms{(Refused > 0 ? $", {Refused} REFUSED" : "")}");
}

/// <summary>
/// Asks the same request over and over on kept connections, one at a time on each. It works on sockets, because a client library would cost as much
/// as the servers that are measured.
/// </summary>
internal static class Load
{
    public static async Task<LoadResult> RunAsync(int port, string request, int connections, TimeSpan duration)
    {
        var bytes = Encoding.ASCII.GetBytes(request);
        var begin = Stopwatch.GetTimestamp();
        var end = begin + (long)(duration.TotalSeconds * Stopwatch.Frequency);
        var all = await Task.WhenAll(Enumerable.Range(0, connections).Select(_ => Task.Run(() => ConnectionAsync(port, bytes, end))));
        var times = all.SelectMany(connection => connection.Times).ToArray();
        Array.Sort(times);
        return new LoadResult(Stopwatch.GetElapsedTime(begin).TotalSeconds, times, all.Sum(connection => connection.Refused));
    }

    public static string Get(string path, string? bearer = null) =>
        $"GET {path} HTTP/1.1\r\nHost: 127.0.0.1\r\n{Authorization(bearer)}\r\n";

    public static string Post(string path, string json) =>
        $"POST {path} HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nContent-Length: {json.Length}\r\n\r\n{json}";

    private static string Authorization(string? bearer) => bearer is null ? "" : $"Authorization: Bearer {bearer}\r\n";

    private static async Task<(List<double> Times, int Refused)> ConnectionAsync(int port, byte[] request, long end)
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        await socket.ConnectAsync(IPAddress.Loopback, port);
        var buffer = new byte[256 * 1024];
        var (times, refused) = (new List<double>(), 0);
        while (Stopwatch.GetTimestamp() < end)
        {
            var begin = Stopwatch.GetTimestamp();
            await socket.SendAsync(request);
            if (await ReadAsync(socket, buffer) / 100 != 2)
                refused++;
            times.Add(Stopwatch.GetElapsedTime(begin).TotalMilliseconds);
        }

        return (times, refused);
    }

    /// <returns>The status, once the whole answer is there.</returns>
    private static async Task<int> ReadAsync(Socket socket, byte[] buffer)
    {
        for (var length = 0; ;)
        {
            var read = await socket.ReceiveAsync(buffer.AsMemory(length));
            if (read == 0)
                throw new IOException("The server has closed the connection.");
            length += read;
            if (IsWhole(buffer.AsSpan(0, length)))
                return int.Parse(buffer.AsSpan(9, 3), System.Globalization.CultureInfo.InvariantCulture);
        }
    }

    private static bool IsWhole(ReadOnlySpan<byte> answer)
    {
        var head = answer.IndexOf("\r\n\r\n"u8);
        if (head < 0)
            return false;
        var at = answer[..head].IndexOf("Content-Length: "u8);
        if (at < 0)
            return answer.EndsWith("\r\n0\r\n\r\n"u8);
        var digits = answer[(at + 16)..];
        return answer.Length == head + 4 + int.Parse(digits[..digits.IndexOf((byte)'\r')], System.Globalization.CultureInfo.InvariantCulture);
    }
}
