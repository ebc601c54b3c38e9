namespace Shortloop.Crash.Stories;

/// <summary>What an activity answers and how long it takes, from nothing but its key: the model and the process agree without talking.</summary>
internal static class Words
{
    private const int LongestWork = 16;

    public static string Of(string key) => FormattableString.Invariant($"{key}={Hash(key):x8}");

    public static int Milliseconds(string key) => (int)(Hash(key) / 7 % LongestWork);

    /// <summary>FNV-1a; string's own hash differs from process to process.</summary>
    public static uint Hash(string key) => key.Aggregate(2166136261u, (hash, letter) => unchecked((hash ^ letter) * 16777619u));
}
