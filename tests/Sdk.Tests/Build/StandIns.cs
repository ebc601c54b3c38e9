using System.Reflection;
using System.Reflection.Emit;

namespace Shortloop.Sdk.Tests.Build;

/// <summary>Assemblies with the official names. They prove the wiring of the build; the surface is compared elsewhere.</summary>
internal static class StandIns
{
    public static readonly string[] Names =
    [
        "Microsoft.Azure.Functions.Worker",
        "Microsoft.Azure.Functions.Worker.Core",
        "Microsoft.Azure.Functions.Worker.Extensions.Abstractions",
        "Microsoft.Azure.Functions.Worker.Extensions.DurableTask",
        "Microsoft.Azure.Functions.Worker.Extensions.Http",
        "Microsoft.Azure.Functions.Worker.Extensions.Http.AspNetCore",
        "Microsoft.Azure.Functions.Worker.Extensions.ServiceBus",
        "Microsoft.Azure.Functions.Worker.Extensions.Timer",
        "Microsoft.DurableTask.Abstractions",
        "Microsoft.DurableTask.Client",
    ];

    public static string PathOf(string folder, string name) => Path.Combine(folder, name + ".dll");

    public static void WriteEmpty(string folder, IEnumerable<string> names)
    {
        foreach (string name in names)
        {
            var assembly = new PersistedAssemblyBuilder(new AssemblyName(name), typeof(object).Assembly);
            assembly.DefineDynamicModule(name);
            assembly.Save(PathOf(folder, name));
        }
    }
}
