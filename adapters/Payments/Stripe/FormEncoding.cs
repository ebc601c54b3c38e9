using System.Globalization;
using System.Text;

namespace Shortloop.Adapters.Stripe;

/// <summary>
/// Stripe's way of writing nested values as a form: <c>metadata[order]=7&amp;line_items[0][quantity]=1</c>. Takes strings, whole numbers, booleans,
/// times (as Unix seconds), addresses, and dictionaries and lists of these; null is left out.
/// </summary>
internal static class FormEncoding
{
    public static string Encode(IReadOnlyDictionary<string, object?> values)
    {
        var text = new StringBuilder();
        foreach (var (key, value) in values)
            Append(text, key, value);
        return text.ToString();
    }

    private static void Append(StringBuilder text, string key, object? value)
    {
        switch (value)
        {
            case null:
                break;
            case IReadOnlyDictionary<string, object?> nested:
                foreach (var (name, inner) in nested)
                    Append(text, $"{key}[{name}]", inner);
                break;
            case IReadOnlyDictionary<string, string> nested:
                foreach (var (name, inner) in nested)
                    Append(text, $"{key}[{name}]", inner);
                break;
            case IReadOnlyList<object?> list:
                for (var i = 0; i < list.Count; i++)
                    Append(text, string.Create(CultureInfo.InvariantCulture, $"{key}[{i}]"), list[i]);
                break;
            default:
                text.Append(text.Length == 0 ? "" : "&").Append(Uri.EscapeDataString(key)).Append('=').Append(Uri.EscapeDataString(Scalar(value)));
                break;
        }
    }

    private static string Scalar(object value) => value switch
    {
        string s => s,
        bool b => b ? "true" : "false",
        int or long => Convert.ToString(value, CultureInfo.InvariantCulture)!,
        DateTimeOffset time => time.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        Uri uri => uri.OriginalString,
        _ => throw new ArgumentException($"A {value.GetType().Name} can't be written into a form.", nameof(value)),
    };
}
