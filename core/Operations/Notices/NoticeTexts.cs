using System.Globalization;
using Shortloop.Core.Accounts;

namespace Shortloop.Core.Operations.Notices;

/// <param name="Title">A few words.</param>
/// <param name="Text">One or two sentences that say what to do.</param>
/// <param name="Path">The page where one does it, relative to the app.</param>
public sealed record NoticeText(string Title, string Text, string Path);

/// <summary>Says a notice in a person's language, with times in their zone.</summary>
public static class NoticeTexts
{
    public static NoticeText Of(Notice notice, string language, string timeZone)
    {
        Words words = notice.Facts.ContainsKey(NoticeFacts.NoteId)
            ? NoticeWords.OfNote(notice.Kind, language)
            : NoticeWords.Of(notice.Kind, language, notice.Facts.ContainsKey(NoticeFacts.Inbox), notice.Facts.ContainsKey(NoticeFacts.Month));
        return new NoticeText(Fill(words.Title), Fill(words.Text), PathOf(notice));

        string Fill(string template) => template
            .Replace("{platform}", Fact(NoticeFacts.Platform) is { } platform ? PlatformNotes.NameOf(platform) : words.SomePlatform, StringComparison.Ordinal)
            .Replace("{reason}", Fact(NoticeFacts.Reason) ?? "", StringComparison.Ordinal)
            .Replace("{at}", Instant(Fact(NoticeFacts.At)), StringComparison.Ordinal)
            .Replace("{credits}", Fact(NoticeFacts.Credits) ?? words.Few, StringComparison.Ordinal)
            .Replace("{tier}", Fact(NoticeFacts.Tier) ?? "", StringComparison.Ordinal)
            .Replace("{device}", Fact(NoticeFacts.Device) ?? words.SomeDevice, StringComparison.Ordinal)
            .Replace("  ", " ", StringComparison.Ordinal).Trim();

        string? Fact(string name) => notice.Facts.TryGetValue(name, out string? value) && value.Length > 0 ? value : null;

        string Instant(string? text) => Time(
            DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset at) ? at : notice.CreatedAt,
            language, timeZone);
    }

    /// <summary>Date and time by the habits of the language, with the name of the zone.</summary>
    public static string Time(DateTimeOffset at, string language, string timeZone)
    {
        TimeZoneInfo zone = TimeZoneInfo.TryFindSystemTimeZoneById(timeZone, out TimeZoneInfo? known) ? known : TimeZoneInfo.Utc;
        string name = known is null or { Id: "Etc/UTC" } ? "UTC" : timeZone;
        return $"{TimeZoneInfo.ConvertTime(at, zone).ToString(language == "en" ? "d MMMM yyyy, HH:mm" : "f", CultureInfo.GetCultureInfo(language))} ({name})";
    }

    private static string PathOf(Notice notice) => notice.Kind switch
    {
        NoticeKind.AccountConnected or NoticeKind.AccountNeedsReconnecting => "accounts",
        _ when notice.Facts.TryGetValue(NoticeFacts.VideoId, out string? videoId) => $"videos/{Uri.EscapeDataString(videoId)}",
        _ when notice.Facts.ContainsKey(NoticeFacts.Month) => "planner",
        NoticeKind.JobDone when notice.Facts.TryGetValue(NoticeFacts.NoteId, out string? noteId) => $"study/{Uri.EscapeDataString(noteId)}",
        NoticeKind.JobFailed when notice.Facts.ContainsKey(NoticeFacts.NoteId) => "study",
        NoticeKind.SignInFromNewPlace => "account/sessions",
        NoticeKind.ExportReady => "account/data",
        NoticeKind.TrendFound => "radar",
        NoticeKind.CreditsLow or NoticeKind.PaymentFailed or NoticeKind.TierChanged => "billing",
        _ => "notifications",
    };
}
