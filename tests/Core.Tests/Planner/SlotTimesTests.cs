using Shortloop.Core.Planner.Months;

namespace Shortloop.Core.Tests.Planner;

public sealed class SlotTimesTests
{
    private static readonly TimeZoneInfo Berlin = TimeZoneInfo.FindSystemTimeZoneById("Europe/Berlin");

    [Fact]
    public void OfMonth_OverTheChangeInSpring_KeepsTheWallClock()
    {
        var slots = SlotTimes.OfMonth(new DateOnly(2027, 3, 1), 1, Berlin, DateTimeOffset.MinValue);

        Assert.All(slots, slot => Assert.Equal(new TimeOnly(18, 0), TimeOnly.FromDateTime(slot.Wall)));
        Assert.Equal([17, 16], [slots[26].At.Hour, slots[27].At.Hour]);
    }

    [Theory]
    // Skipped in spring: moved behind the gap. Twice in autumn: the first.
    [InlineData("2027-03-28T02:30", "2027-03-28T03:00", 1)]
    [InlineData("2027-10-31T02:30", "2027-10-31T02:30", 0)]
    public void Place_AtAChangeOfTheClock_IsATimeThatExists(string wall, string placed, int hour)
    {
        var at = DateTime.Parse(wall);
        var slot = SlotTimes.Place(DateOnly.FromDateTime(at), 1, at, Berlin);
        Assert.Equal((placed, hour), (slot.WallText, slot.At.Hour));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    [InlineData(10)]
    public void OfDay_AnyNumber_IsInOrderAndApart(int perDay)
    {
        var times = SlotTimes.OfDay(perDay);
        Assert.Equal(perDay, times.Distinct().Count());
        Assert.Equal(times.Order(), times);
    }
}
