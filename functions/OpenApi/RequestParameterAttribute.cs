namespace Shortloop.Functions.OpenApi;

/// <summary>A parameter that the function reads from the request by itself, for the document.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public abstract class RequestParameterAttribute(string name, string place, Type? type) : Attribute
{
    public string Name => name;

    internal string Place => place;

    public Type Type { get; } = type ?? typeof(string);

    public bool Required { get; init; }

    public string? Description { get; init; }
}

/// <inheritdoc />
public sealed class QueryParameterAttribute(string name, Type? type = null) : RequestParameterAttribute(name, "query", type);

/// <inheritdoc />
public sealed class HeaderParameterAttribute(string name, Type? type = null) : RequestParameterAttribute(name, "header", type);
