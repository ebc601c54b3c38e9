using System.Text.Json.Nodes;

namespace Shortloop.Functions.OpenApi.Examples;

/// <summary>What a single value looks like, by the name of its property and of what it belongs to.</summary>
internal static class ExampleValues
{
    private const string Made = "0193f2a47c1e7d3f8b6a5c4d3e2f1a0b";
    private const string Now = "2026-11-20T12:00:00+00:00";
    private const string Later = "2026-12-20T12:00:00+00:00";

    private static readonly Dictionary<string, string> Texts = new(StringComparer.OrdinalIgnoreCase)
    {
        ["email"] = "mara@example.com",
        ["name"] = "Mara",
        ["displayName"] = "Mara cooks",
        ["accountName"] = "Mara cooks",
        ["orgName"] = "Mara's kitchen",
        ["password"] = "four words not together",
        ["platform"] = "tiktok",
        ["role"] = "editor",
        ["language"] = "en",
        ["timeZone"] = "Europe/Berlin",
        ["device"] = "Firefox on Linux",
        ["fileName"] = "three-minute-pasta.mp4",
        ["title"] = "Three-minute pasta",
        ["caption"] = "Pasta in three minutes. Which sauce next?",
        ["privacy"] = "PUBLIC_TO_EVERYONE",
        ["goal"] = "more followers",
        ["model"] = "builtin",
        ["currency"] = "usd",
        ["unit"] = "s",
        ["station"] = "render",
        ["tier"] = "pro",
        ["token"] = "a-token-from-a-link",
        ["accessToken"] = "eyJhbGciOiJIUzI1NiJ9.e30.c2lnbmF0dXJl",
        ["code"] = "not_found",
        ["type"] = "hook_timing",
        ["next"] = "eyJvIjo1MH0",
        ["color"] = "#ff5a36",
        ["colour"] = "#ff5a36",
        ["contentType"] = "video/mp4",
    };

    private static readonly Dictionary<string, string> Prefixes = new(StringComparer.OrdinalIgnoreCase)
    {
        ["post"] = "pst",
        ["render"] = "rnd",
        ["organisation"] = "org",
        ["member"] = "usr",
        ["user"] = "usr",
        ["me"] = "usr",
        ["createdBy"] = "usr",
        ["madeBy"] = "usr",
        ["pattern"] = "ptn",
        ["invitation"] = "inv",
        ["project"] = "prj",
        ["notice"] = "ntc",
        ["request"] = "req",
    };

    private static readonly Dictionary<string, double> Numbers = new(StringComparer.OrdinalIgnoreCase)
    {
        ["width"] = 1080,
        ["height"] = 1920,
        ["sizeBytes"] = 4_194_304,
        ["storageBytes"] = 2_147_483_648,
        ["durationSeconds"] = 12.4,
        ["framesPerSecond"] = 30,
        ["fps"] = 30,
        ["score"] = 72,
        ["confidence"] = 0.8,
        ["progress"] = 0.5,
        ["fraction"] = 0.5,
        ["expiresIn"] = 900,
        ["loudnessLufs"] = -14.1,
        ["views"] = 1200,
        ["likes"] = 84,
        ["comments"] = 12,
        ["shares"] = 7,
        ["saves"] = 9,
        ["count"] = 3,
        ["status"] = 404,
        ["priceCents"] = 999,
        ["credits"] = 50,
    };

    /// <param name="owner">The component it stands in, such as <c>VideoView</c>.</param>
    public static JsonNode Text(string name, string? format, string owner) => format switch
    {
        "date-time" => Ends(name) ? Later : Now,
        "date" => Now[..10],
        "time" => "18:30:00",
        "uuid" => "0193f2a4-7c1e-7d3f-8b6a-5c4d3e2f1a0b",
        "uri" => $"https://app.example/{Plain(name)}",
        "byte" => "aGVsbG8=",
        _ => Texts.TryGetValue(name, out string? text) ? text
            : name == "id" ? Id(Plain(owner))
            : name.EndsWith("Id", StringComparison.Ordinal) ? Id(name[..^2])
            : Prefixes.ContainsKey(name) ? Id(name)
            : Words(name),
    };

    public static JsonNode Number(string name, bool whole)
    {
        double number = Numbers.TryGetValue(name, out double known) ? known : whole ? 1 : 1.5;
        return whole ? (long)number : number;
    }

    /// <summary>A sentence of a name: <c>ListVideos</c> is "List videos".</summary>
    public static string Words(string name)
    {
        string spaced = string.Concat(name.Select((c, i) => i > 0 && char.IsUpper(c) ? $" {char.ToLowerInvariant(c)}" : $"{c}"));
        return spaced.Length == 0 ? "text" : char.ToUpperInvariant(spaced[0]) + spaced[1..];
    }

    private static bool Ends(string name) =>
        name.StartsWith("expires", StringComparison.OrdinalIgnoreCase) || name.StartsWith("ends", StringComparison.OrdinalIgnoreCase);

    private static string Id(string what) => $"{(Prefixes.TryGetValue(what, out string? prefix) ? prefix : what.ToLowerInvariant()[..Math.Min(3, what.Length)])}_{Made}";

    private static string Plain(string name) => name.Replace("View", "", StringComparison.Ordinal).Replace("Url", "", StringComparison.Ordinal);
}
