namespace Shortloop.Adapters.Builtin.Assistant;

/// <summary>A list in one sentence; the card beside it has the details.</summary>
internal static class Reports
{
    private const int MostNames = 5;
    private const int LongestName = 80;

    public static string Of(Phrases say, Intent intent, Result result)
    {
        if (result.Items.Count == 0)
            return intent.Tool is "get_daily_plan" ? say.Found(1) : say.Nothing;
        string[] names = [.. result.Items.Select(item => item.Name).Where(name => name.Length > 0).Take(MostNames).Select(name => name.Length > LongestName ? name[..LongestName] + "…" : name)];
        return names.Length == 0 ? say.Found(result.Items.Count).TrimEnd(':') + "."
            : $"{say.Found(result.Items.Count)} {string.Join("; ", names)}{(result.Items.Count > names.Length ? " …" : "")}";
    }
}
