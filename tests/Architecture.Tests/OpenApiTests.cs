using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Functions;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Architecture.Tests;

/// <summary>The API's description is one that tools accept and people can learn from.</summary>
public sealed class OpenApiTests
{
    private static readonly string Text = OpenApiDocument.Generate(typeof(FunctionsSetup).Assembly, ApiJson.Options);
    private static readonly JsonNode Document = JsonNode.Parse(Text)!;

    private static IEnumerable<(string Name, JsonObject Operation)> Operations =>
        from path in Document["paths"]!.AsObject()
        from operation in path.Value!.AsObject()
        select ($"{operation.Key} {path.Key}", operation.Value!.AsObject());

    /// <summary>By the linter that comes with the generator of the page's types: structure, references, security, and each example against its schema.</summary>
    [Fact]
    public async Task Document_ByTheLinter_IsValidWithValidExamples()
    {
        string[] complaints = await LintAsync(Text);
        Assert.Empty(complaints);
    }

    [Fact]
    public async Task Linter_ForAnExampleThatBreaksItsSchema_Complains()
    {
        JsonNode broken = JsonNode.Parse(Text)!;
        broken["paths"]!["/api/v1/videos"]!["post"]!["requestBody"]!["content"]!["application/json"]!["example"] = new JsonObject { ["fileName"] = 7 };

        Assert.Contains(await LintAsync(broken.ToJsonString()), complaint => complaint.StartsWith("no-invalid-media-type-examples", StringComparison.Ordinal));
    }

    [Fact]
    public void Operations_All_SaySummaryTagSecurityAndErrors() => Assert.Empty(Operations
        .Where(o => string.IsNullOrEmpty((string?)o.Operation["summary"]) || o.Operation["tags"] is not JsonArray { Count: 1 }
            || o.Operation["security"] is null || o.Operation["responses"]!["default"] is null)
        .Select(o => o.Name));

    [Fact]
    public void Operations_ThatNeedACaller_Name401And429() => Assert.Empty(Operations
        .Where(o => o.Operation["security"] is JsonArray { Count: > 0 })
        .Where(o => o.Operation["responses"]!["401"] is null || o.Operation["responses"]!["429"] is null)
        .Select(o => o.Name));

    [Fact]
    public void Bodies_All_HaveAnExample() => Assert.Empty(
        from operation in Operations
        from holder in operation.Operation["responses"]!.AsObject().Select(response => response.Value).Append(operation.Operation["requestBody"]).OfType<JsonObject>()
        from media in holder["content"] as JsonObject ?? []
        where media.Value!["schema"] is JsonObject { Count: > 0 } && media.Value["example"] is null && media.Value["examples"] is null
        select operation.Name);

    /// <summary>Whoever adds a list pages it.</summary>
    [Fact]
    public void Parameters_CalledAlike_MeanTheSame() => Assert.Empty(
        from operation in Operations
        from parameter in operation.Operation["parameters"] as JsonArray ?? []
        where (string)parameter!["name"]! == "limit" && ((int?)parameter["schema"]!["maximum"] is not 100 || parameter["description"] is null)
        select operation.Name);

    private static async Task<string[]> LintAsync(string document)
    {
        string file = Path.Combine(Directory.CreateTempSubdirectory("shortloop-openapi-").FullName, "openapi.json");
        try
        {
            await File.WriteAllTextAsync(file, document, TestContext.Current.CancellationToken);
            var start = new ProcessStartInfo("node", [Repository.PathOf("tests", "Architecture.Tests", "OpenApiLint.mjs"), Repository.PathOf("static-web"), file])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            };
            using Process node = Process.Start(start)!;
            Task<string> errors = node.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
            string output = await node.StandardOutput.ReadToEndAsync(TestContext.Current.CancellationToken);
            await node.WaitForExitAsync(TestContext.Current.CancellationToken);
            return node.ExitCode == 0 ? JsonSerializer.Deserialize<string[]>(output)! : throw new InvalidOperationException(await errors);
        }
        finally
        {
            Directory.Delete(Path.GetDirectoryName(file)!, recursive: true);
        }
    }
}
