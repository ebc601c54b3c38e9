using Shortloop.Sandbox.State;

namespace Shortloop.Sandbox;

/// <summary>The underlying clock plus an offset that only grows and survives a restart.</summary>
public sealed class SandboxClock(TimeProvider under, StateFile state) : TimeProvider
{
    public override DateTimeOffset GetUtcNow() => under.GetUtcNow() + state.Read(s => s.ClockOffset);

    public void Advance(TimeSpan by)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(by, TimeSpan.Zero);
        state.Update(s => s.ClockOffset += by);
    }
}
