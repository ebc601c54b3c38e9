using System.Reflection;
using Microsoft.Azure.Functions.Worker;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>Every function of an app. One list feeds routing, timers, receivers, the durable engine and the tests.</summary>
public sealed class FunctionCatalog
{
    private const BindingFlags Declared =
        BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;

    private FunctionCatalog(IReadOnlyList<FunctionEntry> functions) => Functions = functions;

    /// <summary>By name.</summary>
    public IReadOnlyList<FunctionEntry> Functions { get; }

    /// <exception cref="FunctionCatalogException">Lists everything that is wrong with the functions found.</exception>
    /// <param name="prefix">What every route begins with, without slashes.</param>
    public static FunctionCatalog Discover(IEnumerable<Assembly> assemblies, string prefix = "api") => Discover(TypesOf(assemblies), prefix);

    /// <inheritdoc cref="Discover(IEnumerable{Assembly}, string)"/>
    internal static FunctionCatalog Discover(IEnumerable<Type> types, string prefix = "api")
    {
        var errors = new List<string>();
        var entries = Methods(types)
            .Select(method => EntryReader.Read(method, prefix, errors))
            .OfType<FunctionEntry>()
            .OrderBy(entry => entry.Name, StringComparer.OrdinalIgnoreCase)
            .ToList();
        errors.AddRange(Clashes.Names(entries));
        errors.AddRange(Clashes.Routes(entries));
        return errors.Count == 0 ? new(entries) : throw new FunctionCatalogException(errors);
    }

    public IEnumerable<(FunctionEntry Entry, T Trigger)> With<T>()
        where T : Trigger =>
        Functions.Where(entry => entry.Trigger is T).Select(entry => (entry, (T)entry.Trigger));

    private static IEnumerable<Type> TypesOf(IEnumerable<Assembly> assemblies) =>
        assemblies.Distinct().SelectMany(assembly => assembly.GetTypes());

    private static IEnumerable<MethodInfo> Methods(IEnumerable<Type> types) =>
        types.SelectMany(type => type.GetMethods(Declared)).Where(method => method.IsDefined(typeof(FunctionAttribute)));
}
