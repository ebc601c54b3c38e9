namespace Shortloop.Local.Serve;

/// <summary>Where the parts of this build are: found from the running binary, so that the working folder does not matter.</summary>
internal static class Places
{
    /// <summary>The folder that holds the solution.</summary>
    public static string Root { get; } = FindRoot();

    public static string? StaticSite => Path.Combine(Root, "static-web", "dist") is var site && Directory.Exists(site) ? site : null;

    public static string Render => Binary("Shortloop.Render", "shortloop-render");

    public static string Sandbox => Binary("Shortloop.Sandbox", "shortloop-sandbox");

    public static string Azurite => Path.Combine(Root, "tools", "azurite", "node_modules", "azurite", "dist", "src", "blob", "main.js");

    // artifacts/bin/<Project>/<configuration>/<name>: the same configuration as our own.
    private static string Binary(string project, string name)
    {
        string configuration = new DirectoryInfo(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)).Name;
        return Path.Combine(Root, "artifacts", "bin", project, configuration, name);
    }

    private static string FindRoot()
    {
        for (DirectoryInfo? folder = new(AppContext.BaseDirectory); folder is not null; folder = folder.Parent)
        {
            if (File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
                return folder.FullName;
        }

        throw new StartException("Shortloop was moved out of its folder. Start it with ./run from the repository.");
    }
}
