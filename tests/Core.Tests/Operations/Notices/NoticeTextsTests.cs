using Shortloop.Core.Operations.Notices;

namespace Shortloop.Core.Tests.Operations.Notices;

public sealed class NoticeTextsTests
{
    public static TheoryData<NoticeKind, string> All =>
        new(Enum.GetValues<NoticeKind>().SelectMany(kind => Core.Accounts.People.PersonRules.Languages.Select(language => (kind, language))));

    [Theory]
    [MemberData(nameof(All))]
    public void Of_KindAndLanguage_HasATextWithAndWithoutFacts(NoticeKind kind, string language)
    {
        var facts = new Dictionary<string, string>
        {
            [NoticeFacts.Platform] = "tiktok",
            [NoticeFacts.Reason] = "It is too long.",
            [NoticeFacts.Credits] = "3",
            [NoticeFacts.Tier] = "pro",
            [NoticeFacts.Device] = "Firefox on Linux.",
        };

        foreach (NoticeText text in (NoticeText[])[Say(kind, language, facts), Say(kind, language, [])])
        {
            Assert.NotEmpty(text.Title);
            Assert.NotEmpty(text.Text);
            Assert.DoesNotContain('{', text.Title + text.Text);
            Assert.DoesNotContain("  ", text.Text, StringComparison.Ordinal);
        }
    }

    [Fact]
    public void Of_TheThreeLanguages_Differ()
    {
        foreach (NoticeKind kind in Enum.GetValues<NoticeKind>())
            Assert.Equal(3, Core.Accounts.People.PersonRules.Languages.Select(language => Say(kind, language, []).Title).Distinct().Count());
    }

    [Fact]
    public void Of_PostInTheInbox_SaysSo() =>
        Assert.Contains("inbox", Say(NoticeKind.PostPublished, "en", new() { [NoticeFacts.Inbox] = "yes" }).Title, StringComparison.Ordinal);

    [Theory]
    [InlineData("en", "Europe/Berlin", "20 November 2026, 13:00 (Europe/Berlin)")]
    [InlineData("en", "Etc/UTC", "20 November 2026, 12:00 (UTC)")]
    [InlineData("en", "Not/AZone", "20 November 2026, 12:00 (UTC)")]
    public void Time_InAZone_NamesIt(string language, string zone, string expected) =>
        Assert.Equal(expected, NoticeTexts.Time(new DateTimeOffset(2026, 11, 20, 12, 0, 0, TimeSpan.Zero), language, zone));

    private static NoticeText Say(NoticeKind kind, string language, Dictionary<string, string> facts) => NoticeTexts.Of(
        new Notice(kind, "x_1", facts) { Id = "ntc_1", Partition = "usr_1", OrgId = "org_1", CreatedBy = "shortloop", CreatedAt = DateTimeOffset.UnixEpoch },
        language, "Europe/Berlin");
}
