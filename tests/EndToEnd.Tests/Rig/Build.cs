namespace Shortloop.EndToEnd.Rig;

/// <summary>Where this build's programs are: artifacts/bin/PROJECT/CONFIGURATION/NAME, in our own configuration.</summary>
internal static class Build
{
    public static string Root { get; } = FindRoot();

    public static string Shortloop => Binary("Shortloop.Local", "shortloop");

    public static string Sandbox => Binary("Shortloop.Sandbox", "shortloop-sandbox");

    public static string Azurite => Path.Combine(Root, "tools/azurite/node_modules/azurite/dist/src/blob/main.js");

    private static string Binary(string project, string name) => Path.Combine(
        Root, "artifacts/bin", project, new DirectoryInfo(AppContext.BaseDirectory.TrimEnd('/')).Name, name);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            folder = folder.Parent ?? throw new DirectoryNotFoundException("The solution's folder was not found above the tests.");
        return folder.FullName;
    }
}
