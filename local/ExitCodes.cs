namespace Shortloop.Local;

/// <summary>What the process tells its caller.</summary>
internal static class ExitCodes
{
    public const int Success = 0;

    /// <summary>A station of the job failed.</summary>
    public const int JobFailed = 1;

    /// <summary>An option or file name can't be used.</summary>
    public const int Usage = 2;

    /// <summary>A port is taken, a tool is missing, a folder can't be written.</summary>
    public const int CannotStart = 3;

    /// <summary>Ctrl-C, as shells have it (128 + SIGINT).</summary>
    public const int Stopped = 130;
}

/// <summary>The start can't go on; the message is for the person at the terminal and says what to do.</summary>
internal sealed class StartException(string message, Exception? inner = null) : Exception(message, inner);
