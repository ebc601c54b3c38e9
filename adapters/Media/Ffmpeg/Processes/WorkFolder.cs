using Shortloop.Core;

namespace Shortloop.Adapters.Ffmpeg.Processes;

/// <summary>A folder for one piece of work; gone with everything in it when disposed.</summary>
internal sealed class WorkFolder : IDisposable
{
    private WorkFolder(string path) => Path = path;

    public string Path { get; }

    public static WorkFolder Create(string parent)
    {
        try
        {
            return new WorkFolder(Directory.CreateDirectory(System.IO.Path.Combine(parent, $"shortloop-{Guid.NewGuid():n}")).FullName);
        }
        catch (IOException error) when (error.IsDiskFull())
        {
            throw new TransientException("disk_full", "The disk is full. Free some space; the work is tried again.", inner: error);
        }
    }

    public string File(string name) => System.IO.Path.Combine(Path, name);

    public void Dispose()
    {
        try
        {
            Directory.Delete(Path, recursive: true);
        }
        catch (DirectoryNotFoundException)
        {
        }
    }
}
