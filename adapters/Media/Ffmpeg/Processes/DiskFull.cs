namespace Shortloop.Adapters.Ffmpeg.Processes;

internal static class DiskFull
{
    private const int Windows = unchecked((int)0x80070070);
    private const int Linux = 28;

    /// <summary>.NET has no exception of its own for it; the code is the system's.</summary>
    public static bool IsDiskFull(this Exception error) => error is IOException { HResult: Windows or Linux };
}
