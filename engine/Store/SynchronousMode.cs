namespace Shortloop.Engine;

/// <summary>What a commit waits for. Both lose nothing when the process is killed.</summary>
public enum SynchronousMode
{
    /// <summary>The commit is in the operating system's cache. A power cut may lose the last commits, never the file's consistency.</summary>
    Normal,

    /// <summary>The commit is on the disk (fsync). Nothing is lost by a power cut. The default.</summary>
    Full,
}
