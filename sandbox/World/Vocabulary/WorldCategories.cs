namespace Shortloop.Sandbox.World;

public static class WorldCategories
{
    public static readonly IReadOnlyList<string> All =
        ["personal_growth", "entertainment", "wellness", "creative", "learning", "science_tech", "food", "travel"];

    /// <summary>YouTube's number of a category of ours.</summary>
    public static string YouTubeId(string category) => category switch
    {
        "personal_growth" => "22",
        "entertainment" => "24",
        "wellness" => "17",
        "creative" => "1",
        "learning" => "27",
        "science_tech" => "28",
        "food" => "26",
        "travel" => "19",
        _ => throw new ArgumentOutOfRangeException(nameof(category), category, "Not one of the world's categories."),
    };
}

public static class WorldLanguages
{
    public static readonly IReadOnlyList<string> All = ["en", "ru", "es", "de"];

    /// <summary>Language of a region's chart; English where the world has no language of its own.</summary>
    public static string OfRegion(string region) => region.ToUpperInvariant() switch
    {
        "RU" or "BY" or "KZ" => "ru",
        "ES" or "MX" or "AR" or "CO" or "CL" or "PE" => "es",
        "DE" or "AT" or "CH" => "de",
        _ => "en",
    };

    /// <summary>Half the creators speak English, a quarter Spanish.</summary>
    internal static string Pick(ref Dice dice) => dice.Next() switch { < 0.46 => "en", < 0.70 => "es", < 0.85 => "ru", _ => "de" };
}
