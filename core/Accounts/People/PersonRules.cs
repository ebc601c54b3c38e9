namespace Shortloop.Core.Accounts.People;

/// <summary>What a person's name, language and zone may be.</summary>
public static class PersonRules
{
    public static readonly IReadOnlyList<string> Languages = ["en", "ru", "es"];

    /// <summary>Null values are left as they are; only what is given is checked.</summary>
    public static Problem? Check(string? name, string? language, string? timeZone)
    {
        if (name is not null && (name.Trim().Length > 100 || name.Any(char.IsControl)))
            return Problem.InvalidField("name", "A name has up to 100 characters, without control characters.");
        if (language is not null && !Languages.Contains(language))
            return Problem.InvalidField("language", $"Languages are: {string.Join(", ", Languages)}.");
        return timeZone is null || IsZone(timeZone)
            ? null
            : Problem.InvalidField("timeZone", "Give a time zone by its IANA name, such as Europe/Berlin.");
    }

    private static bool IsZone(string name) =>
        name.Length <= 60 && TimeZoneInfo.TryFindSystemTimeZoneById(name, out TimeZoneInfo? zone) && zone.HasIanaId;
}
