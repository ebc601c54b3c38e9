using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Local.Serve.Logging;

/// <summary>
/// The host's log as lines of JSON, in a file that makes room for the next when it is full; the one before is kept. A disk that takes no more costs the
/// lines, not the work.
/// </summary>
internal sealed class LogFile(string folder, long maxBytes = 4 << 20) : ILogReader, IDisposable
{
    private readonly Lock _writing = new();
    private FileStream? _file;

    private string Current => Path.Combine(folder, "host.jsonl");

    private string Former => Path.Combine(folder, "host.1.jsonl");

    public void Write(LogLine line)
    {
        byte[] text = [.. JsonSerializer.SerializeToUtf8Bytes(line, JsonSerializerOptions.Web), (byte)'\n'];
        lock (_writing)
        {
            try
            {
                Open(text.Length).Write(text);
                _file!.Flush();
            }
            catch (Exception error) when (error is IOException or UnauthorizedAccessException)
            {
                _file?.Dispose();
                _file = null;
            }
        }
    }

    public async Task<Outcome<IReadOnlyList<LogLine>>> ReadAsync(LogLevel least, string? requestId, int limit, CancellationToken cancellation)
    {
        List<LogLine> found = [];
        foreach (string path in (string[])[Current, Former])
            foreach (LogLine line in (await LinesAsync(path, cancellation)).Reverse())
                if (line.Level >= least && (requestId is null || line.RequestId == requestId) && found.Count < limit)
                    found.Add(line);
        return found;
    }

    // Whoever logs after that, while everything stops, opens it once more.
    public void Dispose()
    {
        lock (_writing)
        {
            _file?.Dispose();
            _file = null;
        }
    }

    private FileStream Open(int more)
    {
        if (_file is { } full && full.Length + more > maxBytes)
        {
            full.Dispose();
            _file = null;
            File.Move(Current, Former, overwrite: true);
        }

        Directory.CreateDirectory(folder);
        return _file ??= new FileStream(Current, FileMode.Append, FileAccess.Write, FileShare.ReadWrite | FileShare.Delete);
    }

    // A line that a kill cut off is left out.
    private static async Task<LogLine[]> LinesAsync(string path, CancellationToken cancellation)
    {
        if (!File.Exists(path))
            return [];
        await using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
        using var reader = new StreamReader(file, Encoding.UTF8);
        string text = await reader.ReadToEndAsync(cancellation);
        return [.. text.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(Parse).OfType<LogLine>()];
    }

    private static LogLine? Parse(string line)
    {
        try
        {
            return JsonSerializer.Deserialize<LogLine>(line, JsonSerializerOptions.Web);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
