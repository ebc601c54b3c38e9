namespace Shortloop.Local.Up;

/// <summary>Programs that are not part of this build; looked for before anything is started, not in the middle of the work.</summary>
internal static class Tools
{
    private static readonly (string Program, string Package)[] Needed = [("ffmpeg", "ffmpeg"), ("ffprobe", "ffmpeg"), ("node", "nodejs")];

    /// <exception cref="StartException">One is missing.</exception>
    public static void Check()
    {
        string[] folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);
        foreach ((string program, string package) in Needed)
        {
            if (!folders.Any(f => File.Exists(Path.Combine(f, program)) || File.Exists(Path.Combine(f, program + ".exe"))))
                throw new StartException(
                    $"{program} was not found. Install it (Debian, Ubuntu: apt-get install {package}), or start with ./run, which sets up what is missing.");
        }
    }
}
