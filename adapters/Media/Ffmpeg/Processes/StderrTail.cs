using System.Text;

namespace Shortloop.Adapters.Ffmpeg.Processes;

/// <summary>Reads standard error to its end and keeps the last part: hostile media can make a tool complain without limit.</summary>
internal static class StderrTail
{
    private const int Kept = 64 * 1024;

    public static async Task<string> ReadAsync(Stream stream)
    {
        var tail = new byte[Kept * 2];
        var length = 0;
        int read;
        while ((read = await stream.ReadAsync(tail.AsMemory(length))) > 0)
        {
            length += read;
            if (length < tail.Length) continue;
            Buffer.BlockCopy(tail, length - Kept, tail, 0, Kept);
            length = Kept;
        }

        return Encoding.UTF8.GetString(tail, 0, length);
    }
}
