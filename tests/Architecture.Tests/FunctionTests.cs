using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Functions;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Orchestrations;

namespace Shortloop.Architecture.Tests;

public sealed class FunctionTests
{
    private static readonly MethodInfo[] HttpFunctions =
        [.. FunctionsOf(typeof(FunctionsSetup).Assembly).Where(m => TriggerOf<HttpTriggerAttribute>(m) is not null)];

    [Fact]
    public void HttpFunctions_All_SayWhoMayCallThem()
    {
        string[] silent = [.. HttpFunctions.Where(m => m.GetCustomAttribute<AccessAttribute>() is null).Select(NameOf)];
        Assert.Empty(silent);
        Assert.NotEmpty(HttpFunctions);
    }

    /// <summary>One's own account, keys, what is paid and what ends an organisation: out of an API key's reach, whatever its scopes.</summary>
    [Fact]
    public void HttpFunctions_OfPersonsOnly_RefuseKeys()
    {
        string[] open = [.. HttpFunctions
            .Where(m => TriggerOf<HttpTriggerAttribute>(m) is { Route: { } route } trigger && IsForPeople(trigger.Methods ?? [], route))
            .Where(m => m.GetCustomAttribute<AccessAttribute>() is { NeedsCaller: true, PeopleOnly: false })
            .Select(NameOf)];
        Assert.Empty(open);
    }

    private static bool IsForPeople(string[] methods, string route) =>
        (route.StartsWith("v1/me", StringComparison.Ordinal) && !(route == "v1/me" && methods is ["get"]))
        || route.StartsWith("v1/auth/", StringComparison.Ordinal) || route.StartsWith("v1/admin/", StringComparison.Ordinal)
        || route.Contains("/keys", StringComparison.Ordinal) || route.EndsWith("/checkout", StringComparison.Ordinal) || route.EndsWith("/portal", StringComparison.Ordinal)
        || (route == "v1/orgs/{orgId}" && methods.Contains("delete"));

    [Fact]
    public void HttpFunctions_All_AreInTheOpenApiDocument()
    {
        JsonNode document = JsonNode.Parse(Generate())!;
        string[] listed = [.. document["paths"]!.AsObject()
            .SelectMany(path => path.Value!.AsObject().Select(operation => operation.Value!["operationId"]?.GetValue<string>()))
            .OfType<string>().Order()];
        // A preflight is the browser's own affair.
        Assert.Equal(HttpFunctions.Select(NameOf).Where(name => name != "Preflight").Order(), listed);
    }

    /// <summary>The page's types are made from the file; a change of the API shows up in review. To accept it: SHORTLOOP_ACCEPT=1 ./test architecture.</summary>
    [Fact]
    public void OpenApiDocument_Generated_IsTheOneInDocs()
    {
        string path = Repository.PathOf("docs", "openapi.json");
        string generated = Generate().ReplaceLineEndings("\n").TrimEnd() + "\n";
        if (Environment.GetEnvironmentVariable("SHORTLOOP_ACCEPT") == "1")
            File.WriteAllText(path, generated);
        Assert.Equal(File.ReadAllText(path), generated);
    }

    [Fact]
    public void TaskCatalog_Stories_AreTheOrchestrationsOfTheAssembly()
    {
        var found = FunctionsOf(typeof(TaskCatalog).Assembly)
            .Where(m => m.GetParameters().Any(p => p.GetCustomAttribute<OrchestrationTriggerAttribute>() is not null)).Select(NameOf);
        Assert.Equal(TaskCatalog.Stories.Order(), found.Order());
    }

    [Fact]
    public void Orchestrations_All_LiveInOrchestrationFiles()
    {
        // The ban on clocks, chance and I/O hangs on the file's name.
        string[] elsewhere = [.. Directory.EnumerateFiles(Repository.PathOf("orchestrations"), "*.cs", SearchOption.AllDirectories)
            .Where(f => !f.EndsWith(".orchestration.cs", StringComparison.Ordinal) && File.ReadAllText(f).Contains("[OrchestrationTrigger]", StringComparison.Ordinal))];
        Assert.Empty(elsewhere);
    }

    private static string Generate() => OpenApiDocument.Generate(typeof(FunctionsSetup).Assembly, ApiJson.Options);

    private static IEnumerable<MethodInfo> FunctionsOf(Assembly assembly) => assembly.GetTypes()
        .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly))
        .Where(m => m.GetCustomAttribute<FunctionAttribute>() is not null);

    private static T? TriggerOf<T>(MethodInfo method)
        where T : Attribute => method.GetParameters().Select(p => p.GetCustomAttribute<T>()).FirstOrDefault(a => a is not null);

    private static string NameOf(MethodInfo method) => method.GetCustomAttribute<FunctionAttribute>()!.Name;
}
