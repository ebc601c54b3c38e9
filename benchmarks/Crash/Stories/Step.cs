using System.Text.Json.Serialization;

namespace Shortloop.Crash.Stories;

/// <summary>One step of a story. What it adds to the story's result is in <see cref="Model"/>; how it is done in <see cref="Story"/>.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "do")]
[JsonDerivedType(typeof(Call), "call")]
[JsonDerivedType(typeof(Fan), "fan")]
[JsonDerivedType(typeof(FirstOf), "firstOf")]
[JsonDerivedType(typeof(Flaky), "flaky")]
[JsonDerivedType(typeof(GiveUp), "giveUp")]
[JsonDerivedType(typeof(Pause), "pause")]
[JsonDerivedType(typeof(Hear), "hear")]
[JsonDerivedType(typeof(HearInTime), "hearInTime")]
[JsonDerivedType(typeof(Tell), "tell")]
[JsonDerivedType(typeof(Child), "child")]
[JsonDerivedType(typeof(Say), "say")]
[JsonDerivedType(typeof(Renew), "renew")]
[JsonDerivedType(typeof(Fall), "fall")]
internal abstract record Step;

/// <summary>One activity.</summary>
internal sealed record Call : Step;

/// <summary>Activities side by side, all awaited.</summary>
internal sealed record Fan(int Width) : Step;

/// <summary>Activities side by side, the first one's answer taken, the others left running.</summary>
internal sealed record FirstOf(int Width) : Step;

/// <summary>An activity that fails so many times and then works, under a retry policy that allows it.</summary>
internal sealed record Flaky(int Failures) : Step;

/// <summary>An activity that always fails, until its attempts are used up.</summary>
internal sealed record GiveUp(int Attempts) : Step;

/// <summary>A timer.</summary>
internal sealed record Pause(int Milliseconds) : Step;

/// <summary>An event from the caller, awaited without a limit.</summary>
internal sealed record Hear(int Number) : Step;

/// <summary>An event from the caller, awaited for so long.</summary>
/// <param name="Number">Null: nobody raises it.</param>
internal sealed record HearInTime(int? Number, int Milliseconds) : Step
{
    public const int Hour = 3_600_000;
}

/// <summary>An event to an inbox.</summary>
internal sealed record Tell(string InboxId, int Number) : Step;

/// <summary>A sub-orchestration with an id of its own.</summary>
internal sealed record Child(IReadOnlyList<Step> Steps) : Step;

/// <summary>A custom status.</summary>
internal sealed record Say(string Status) : Step;

/// <summary>Continue-as-new with the steps that are left.</summary>
internal sealed record Renew : Step;

/// <summary>An exception that nobody in this orchestration catches; the last step.</summary>
internal sealed record Fall : Step;
