namespace Shortloop.Core.Assistant.Tools;

/// <summary>What a tool that lists gives the model.</summary>
/// <param name="Count">Of the items here.</param>
/// <param name="More">There are others; a narrower question finds them.</param>
public sealed record Listed<T>(int Count, IReadOnlyList<T> Items, bool More = false);

public static class Listed
{
    public static Listed<T> Of<T>(IReadOnlyList<T> items, bool more = false) => new(items.Count, items, more);
}

internal static class Limits
{
    public const int Usual = 10;
    public const int Most = 50;

    /// <summary>What a model asks for, within bounds: a number out of them is no reason to ask again.</summary>
    public static int Of(int? wanted) => Math.Clamp(wanted ?? Usual, 1, Most);
}
