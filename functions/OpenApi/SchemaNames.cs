namespace Shortloop.Functions.OpenApi;

/// <summary>Component names: <c>Page&lt;Video&gt;</c> is PageOfVideo, a nested type carries its owner's name.</summary>
internal sealed class SchemaNames
{
    private readonly Dictionary<string, Type> _taken = [];

    /// <exception cref="InvalidOperationException">Two types would have the same name.</exception>
    public string Of(Type type)
    {
        string name = Name(type);
        if (!_taken.TryAdd(name, type) && _taken[name] != type)
            throw new InvalidOperationException($"{type} and {_taken[name]} would both be '{name}' in the API document: rename one.");

        return name;
    }

    private static string Name(Type type)
    {
        string own = type.Name.Split('`')[0];
        string arguments = type.IsGenericType ? "Of" + string.Join("And", type.GetGenericArguments().Select(Name)) : "";
        string owner = type.DeclaringType is { } declaring ? declaring.Name.Split('`')[0] : "";
        return owner + own + arguments;
    }
}
