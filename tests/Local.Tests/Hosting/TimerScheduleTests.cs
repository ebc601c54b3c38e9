using System.Globalization;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Configuration;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Timers;

namespace Shortloop.Local.Tests.Hosting;

public sealed class TimerScheduleTests
{
    private static readonly FunctionEntry Entry = FunctionCatalog.Discover([typeof(Sample)]).Functions.Single();

    [Theory]
    [InlineData("0 */5 * * * *", "2026-03-01T12:01:00Z", "2026-03-01T12:05:00Z 2026-03-01T12:10:00Z")]
    [InlineData("*/5 * * * *", "2026-03-01T12:01:00Z", "2026-03-01T12:05:00Z")]
    [InlineData("15,45 * * * * *", "2026-03-01T12:01:20Z", "2026-03-01T12:01:45Z 2026-03-01T12:02:15Z")]
    [InlineData("0 0 9-17 * * MON-FRI", "2026-03-01T12:01:00Z", "2026-03-02T09:00:00Z 2026-03-02T10:00:00Z")]
    [InlineData("0 30 8 * JAN,jul Sunday", "2026-03-01T12:01:00Z", "2026-07-05T08:30:00Z")]
    [InlineData("0 0 0 31 * *", "2026-03-31T12:00:00Z", "2026-05-31T00:00:00Z 2026-07-31T00:00:00Z")]
    [InlineData("30 0 0 29 2 *", "2026-03-01T12:01:00Z", "2028-02-29T00:00:30Z")]
    [InlineData("0 10-50/20 * * * *", "2026-03-01T12:31:00Z", "2026-03-01T12:50:00Z 2026-03-01T13:10:00Z")]
    [InlineData("01:30:00", "2026-03-01T12:01:00Z", "2026-03-01T13:31:00Z 2026-03-01T15:01:00Z")]
    [InlineData("2.00:00:00", "2026-03-01T12:01:00Z", "2026-03-03T12:01:00Z")]
    public void After_Expression_GivesItsNextTimes(string expression, string from, string expected) =>
        Assert.Equal(expected.Split(' '), Next(Parse(expression), from, expected.Split(' ').Length));

    [Theory]
    [InlineData("%nightly%")]
    [InlineData("0 0 %hour% * * *")]
    public void Parse_SettingsBetweenPercentSigns_ArePutIn(string text) => Assert.Equal(
        ["2026-03-02T07:00:00Z"], Next(Parse(text, ("nightly", "0 0 7 * * *"), ("hour", "7")), "2026-03-01T12:01:00Z", 1));

    [Fact]
    public void After_InATimeZone_FollowsItsWallClock() => Assert.Equal(
        ["2026-03-28T08:00:00Z", "2026-03-29T07:00:00Z"], Next(InBerlin("0 0 9 * * *"), "2026-03-27T12:00:00Z", 2));

    [Fact]
    public void After_HourThatSpringLeavesOut_ComesAnHourLater() => Assert.Equal(
        ["2026-03-28T01:30:00Z", "2026-03-29T01:30:00Z", "2026-03-30T00:30:00Z"], Next(InBerlin("0 30 2 * * *"), "2026-03-27T12:00:00Z", 3));

    [Fact]
    public void After_RecurringOverTheSpringGap_SkipsNothingAndRepeatsNothing() => Assert.Equal(
        ["2026-03-29T00:30:00Z", "2026-03-29T01:00:00Z", "2026-03-29T01:30:00Z", "2026-03-29T02:00:00Z"],
        Next(InBerlin("0 */30 * * * *"), "2026-03-29T00:00:00Z", 4));

    [Fact]
    public void After_HourThatComesTwiceInAutumn_RunsTheSecondTime() => Assert.Equal(
        ["2026-10-24T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z"], Next(InBerlin("0 30 2 * * *"), "2026-10-23T12:00:00Z", 3));

    [Fact]
    public void Parse_UnknownTimeZone_SaysWhatToDo()
    {
        var error = Assert.Throws<FunctionCatalogException>(() => Parse("0 0 9 * * *", ("WEBSITE_TIME_ZONE", "Europe/Nowhere")));
        Assert.Contains("give one such as Europe/Berlin", error.Message, StringComparison.Ordinal);
    }

    private static TimerSchedule InBerlin(string expression) => Parse(expression, ("WEBSITE_TIME_ZONE", "Europe/Berlin"));

    private static TimerSchedule Parse(string text, params (string Name, string Value)[] settings) => TimerSchedule.Parse(
        Entry, text, new ConfigurationBuilder().AddInMemoryCollection(settings.Select(setting => KeyValuePair.Create(setting.Name, (string?)setting.Value))).Build());

    private static IEnumerable<string> Next(TimerSchedule schedule, string from, int count)
    {
        var at = DateTimeOffset.Parse(from, CultureInfo.InvariantCulture);
        for (int number = 0; number < count; number++)
        {
            at = schedule.After(at);
            yield return at.ToString("yyyy-MM-ddTHH:mm:ssZ", CultureInfo.InvariantCulture);
        }
    }

    public static class Sample
    {
        [Function("Sample")]
        public static void Run([TimerTrigger("0 0 0 * * *")] TimerInfo timer)
        {
        }
    }
}
