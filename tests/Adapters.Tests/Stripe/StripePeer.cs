using System.Diagnostics;
using System.Text.Json;

namespace Shortloop.Adapters.Tests.Stripe;

/// <summary>Stripe's own client for Node.js, asked for a second opinion: JSON in, JSON out.</summary>
internal static class StripePeer
{
    public static async Task<JsonElement> RunAsync(string script, object input)
    {
        var folder = Path.Combine(Root(), "tests/Adapters.Tests/Stripe/Peer");
        Assert.True(Directory.Exists(Path.Combine(folder, "node_modules/stripe")), $"Stripe's own client is missing: run 'npm ci' in {folder}.");
        using var process = Process.Start(new ProcessStartInfo("node", [Path.Combine(folder, script)])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var cancel = TestContext.Current.CancellationToken;
        var output = process.StandardOutput.ReadToEndAsync(cancel);
        var errors = process.StandardError.ReadToEndAsync(cancel);
        await process.StandardInput.WriteAsync(JsonSerializer.Serialize(input));
        process.StandardInput.Close();
        await process.WaitForExitAsync(cancel);
        Assert.True(process.ExitCode == 0, await errors);
        return JsonElement.Parse(await output);
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln")))
            folder = folder.Parent!;
        return folder.FullName;
    }
}
