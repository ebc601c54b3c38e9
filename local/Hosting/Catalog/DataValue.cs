using System.Globalization;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>Route values and message properties as arguments.</summary>
internal static class DataValue
{
    public static bool CanBe(Type type) => Plain(type) == typeof(string) || Plain(type) == typeof(int)
        || Plain(type) == typeof(long) || Plain(type) == typeof(Guid);

    /// <returns>False: the text isn't a value of the type.</returns>
    public static bool TryRead(object? value, Type type, out object? result)
    {
        var plain = Plain(type);
        string? text = value is null ? null : Convert.ToString(value, CultureInfo.InvariantCulture);
        bool known = true;
        result = text;
        if (text is null || plain == typeof(string)) return true;

        if (plain == typeof(int)) result = (known = int.TryParse(text, CultureInfo.InvariantCulture, out int number)) ? number : null;
        else if (plain == typeof(long)) result = (known = long.TryParse(text, CultureInfo.InvariantCulture, out long large)) ? large : null;
        else result = (known = Guid.TryParse(text, out var guid)) ? guid : null;
        return known;
    }

    private static Type Plain(Type type) => Nullable.GetUnderlyingType(type) ?? type;
}
