namespace Shortloop.Render;

public enum ExitCode
{
    /// <summary>Done, or nothing to do.</summary>
    Done = 0,

    /// <summary>Failed for now; the message is (or will be) delivered again.</summary>
    TryAgain = 1,

    /// <summary>The settings are wrong.</summary>
    Misconfigured = 2,
}
