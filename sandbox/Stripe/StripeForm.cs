using System.Globalization;
using System.Text.Json.Nodes;
using Microsoft.Extensions.Primitives;

namespace Shortloop.Sandbox.Stripe;

/// <summary>Parameters in bracket notation, read as the tree that they stand for, with the checks that Stripe makes.</summary>
internal sealed class StripeForm
{
    private readonly Dictionary<string, StripeForm> _children = [];
    private readonly string _path;

    private StripeForm(string path) => _path = path;

    public string? Value { get; private set; }

    public static StripeForm Parse(IEnumerable<KeyValuePair<string, StringValues>> pairs)
    {
        var root = new StripeForm("");
        foreach (var (key, values) in pairs)
        {
            foreach (var value in values)
                root.Put(key.Split('[').Select(part => part.TrimEnd(']')), value ?? "");
        }

        return root;
    }

    public StripeForm? Child(string name) => _children.GetValueOrDefault(name);

    public IEnumerable<StripeForm> Items(string name) => Child(name)?._children.OrderBy(c => c.Key.Length).ThenBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value) ?? [];

    /// <summary>Null when absent or empty: Stripe takes an empty value as "none".</summary>
    public string? Text(string name) => Child(name)?.Value is { Length: > 0 } text ? text : null;

    public string Required(string name) => Text(name) ?? throw StripeRefusal.Missing(PathOf(name));

    public long? Number(string name) => Text(name) is not { } text ? null
        : long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var number) ? number
        : throw StripeRefusal.Invalid("parameter_invalid_integer", PathOf(name), $"Invalid integer: {text}");

    public bool? Flag(string name) => Text(name) switch
    {
        null => null,
        "true" => true,
        "false" => false,
        var text => throw StripeRefusal.Invalid(null, PathOf(name), $"Invalid boolean: {text}"),
    };

    public string OneOf(string name, params string[] values) => Required(name) is var text && values.Contains(text)
        ? text
        : throw StripeRefusal.Invalid(null, PathOf(name), $"Invalid {PathOf(name)}: must be one of {string.Join(", ", values)}");

    /// <summary>Metadata: flat, at most 50 entries, keys up to 40 and values up to 500 characters.</summary>
    public JsonObject Map(string name)
    {
        var map = new JsonObject();
        foreach (var (key, child) in Child(name)?._children ?? [])
        {
            if (key.Length is 0 or > 40 || child.Value is not { Length: <= 500 } value || map.Count == 50)
                throw StripeRefusal.Invalid(null, PathOf(name), "Metadata holds at most 50 entries with keys of up to 40 and values of up to 500 characters.");
            map[key] = value;
        }

        return map;
    }

    public string PathOf(string name) => _path.Length == 0 ? name : $"{_path}[{name}]";

    public void Only(params ReadOnlySpan<string> names)
    {
        foreach (var name in _children.Keys)
        {
            if (!names.Contains(name))
                throw StripeRefusal.Invalid("parameter_unknown", PathOf(name), $"Received unknown parameter: {PathOf(name)}");
        }
    }

    /// <summary>The same parameters in whatever order give the same text.</summary>
    public string Canonical() => Value is not null
        ? $"{_path}={Value}"
        : string.Join('&', _children.OrderBy(c => c.Key, StringComparer.Ordinal).Select(c => c.Value.Canonical()));

    private void Put(IEnumerable<string> path, string value)
    {
        var at = this;
        foreach (var part in path)
        {
            var name = part.Length == 0 ? at._children.Count.ToString(CultureInfo.InvariantCulture) : part;
            if (!at._children.TryGetValue(name, out var next))
                at._children[name] = next = new StripeForm(at.PathOf(name));
            at = next;
        }

        at.Value = value;
    }
}
