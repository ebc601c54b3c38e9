using System.Reflection;
using System.Runtime.Loader;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Shortloop.Sdk.Tests.Build;

namespace Shortloop.Sdk.Tests.Worker;

/// <summary>
/// What the app registers, built for real: every class that has a function can be made of it. The app's assemblies are loaded beside the tests'; nothing is
/// called, so nothing need be there to answer.
/// </summary>
[Collection(OfficialBuild.Collection)]
public sealed class AzureGraphTests(OfficialBuild build)
{
    [Fact]
    public async Task AddShortloop_EveryClassWithAFunction_CanBeMade()
    {
        string folder = await build.BuildAsync("functions/AzureHost");
        var app = new AppAssemblies(folder);
        Dictionary<string, string> given = AzureApp.Settings("http://127.0.0.1:9/identity", "http://127.0.0.1:9").ToDictionary(pair => pair.Name, pair => pair.Value);
        Assembly host = app.Load("Shortloop.AzureHost");
        object settings = host.GetType("Shortloop.AzureHost.AzureSettings")!.GetMethod("Read")!.Invoke(null, [(Func<string, string?>)given.GetValueOrDefault, given.Keys.ToArray()])!;
        // What every host has.
        IServiceCollection services = new ServiceCollection().AddLogging().AddSingleton<IHostApplicationLifetime, ApplicationLifetime>();
        host.GetType("Shortloop.AzureHost.AzureAdapters")!.GetMethod("AddShortloop")!.Invoke(null, [services, settings]);
        await using ServiceProvider provider = services.BuildServiceProvider(new ServiceProviderOptions { ValidateOnBuild = true, ValidateScopes = true });
        await using AsyncServiceScope scope = provider.CreateAsyncScope();

        Type[] classes = [.. ((string[])["Shortloop.Functions", "Shortloop.Orchestrations"]).SelectMany(name => app.Load(name).GetTypes()).Where(HasFunctionOfAnInstance)];

        Assert.True(classes.Length > 100, $"{classes.Length} classes");
        Assert.All(classes, type => Assert.NotNull(ActivatorUtilities.CreateInstance(scope.ServiceProvider, type)));
    }

    private static bool HasFunctionOfAnInstance(Type type) => type.GetMethods(BindingFlags.Public | BindingFlags.Instance)
        .Any(method => method.CustomAttributes.Any(attribute => attribute.AttributeType.Name == "FunctionAttribute"));

    /// <summary>What the test has itself, the framework first of all, is shared; the rest comes from the app's folder.</summary>
    private sealed class AppAssemblies(string folder) : AssemblyLoadContext("app")
    {
        private readonly AssemblyDependencyResolver _resolver = new(Path.Combine(folder, "Shortloop.AzureHost.dll"));

        public Assembly Load(string name) => LoadFromAssemblyName(new AssemblyName(name));

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            try
            {
                return Default.LoadFromAssemblyName(assemblyName);
            }
            catch (FileNotFoundException)
            {
                return _resolver.ResolveAssemblyToPath(assemblyName) is { } path ? LoadFromAssemblyPath(path) : null;
            }
        }

        protected override nint LoadUnmanagedDll(string unmanagedDllName) =>
            _resolver.ResolveUnmanagedDllToPath(unmanagedDllName) is { } path ? LoadUnmanagedDllFromPath(path) : 0;
    }
}
