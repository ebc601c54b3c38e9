namespace Shortloop.Adapters.Tests;

/// <summary>Time that moves only when a test says so. Enough for adapters, which ask for the time and set no timers.</summary>
internal sealed class FakeClock(DateTimeOffset? start = null) : TimeProvider
{
    private DateTimeOffset now = start ?? new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);

    public override DateTimeOffset GetUtcNow() => now;

    public void Advance(TimeSpan by) => now += by;
}
