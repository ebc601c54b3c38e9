namespace Shortloop.Crash.Stories;

/// <param name="At">The step to go on with; not 0 after continue-as-new.</param>
/// <param name="Said">What the steps before it came to.</param>
internal sealed record StoryInput(IReadOnlyList<Step> Steps, int At, IReadOnlyList<string> Said);

/// <param name="Key">Names this call among all, and says what it answers.</param>
/// <param name="Failures">How many of its first runs fail.</param>
internal sealed record WorkInput(string Key, int Failures = 0);

/// <summary>An event's payload. Each attempt to raise it differs, so that a repeated order and a repeated delivery can be told apart.</summary>
/// <param name="Attempt">Counted from 1; 0 if an orchestration sent it.</param>
internal sealed record Numbered(int Number, int Attempt);

/// <param name="RenewEvery">Continue-as-new after so many events.</param>
/// <param name="Heard">What came before.</param>
internal sealed record InboxInput(int RenewEvery, IReadOnlyList<Numbered> Heard);
