using Microsoft.DurableTask;

namespace Shortloop.Crash.Stories;

/// <summary>Plays a list of steps; its result is what they came to, in order.</summary>
/// <param name="tellTimes">1; more is a fault.</param>
internal sealed class Story(TaskOrchestrationContext context, int tellTimes)
{
    public const string Name = nameof(Story);
    public const string Work = nameof(Work);
    public const string Late = "late";
    public const string Fell = "fell";
    public const string GaveUp = "gave up";
    public const string Paused = "paused";

    private static readonly TimeSpan RetryDelay = TimeSpan.FromMilliseconds(5);

    public static string EventName(int at) => FormattableString.Invariant($"event{at}");

    public static string KeyOf(string instanceId, int at) => FormattableString.Invariant($"{instanceId}.{at}");

    public async Task<List<string>> RunAsync(StoryInput input)
    {
        var said = input.Said.ToList();
        for (var at = input.At; at < input.Steps.Count; at++)
        {
            if (input.Steps[at] is Renew)
            {
                context.ContinueAsNew(input with { At = at + 1, Said = said });
                return said;
            }

            if (await PlayAsync(input.Steps[at], at) is { } word) said.Add(word);
        }

        return said;
    }

    private async Task<string?> PlayAsync(Step step, int at)
    {
        var key = KeyOf(context.InstanceId, at);
        switch (step)
        {
            case Call:
                return await WorkAsync(new WorkInput(key));
            case Fan fan:
                return string.Join('+', await Task.WhenAll(Side(key, fan.Width)));
            case FirstOf first:
                return await await Task.WhenAny(Side(key, first.Width));
            case Flaky flaky:
                return await WorkAsync(new WorkInput(key, flaky.Failures), attempts: flaky.Failures + 1);
            case GiveUp hopeless:
                return await GiveUpAsync(key, hopeless.Attempts);
            case Pause pause:
                return await PauseAsync(TimeSpan.FromMilliseconds(pause.Milliseconds));
            case Hear:
                return Text(await context.WaitForExternalEvent<Numbered>(EventName(at)));
            case HearInTime hear:
                return await HearAsync(at, TimeSpan.FromMilliseconds(hear.Milliseconds));
            case Child child:
                return await ChildAsync(key, child);
            case Tell tell:
                for (var i = 0; i < tellTimes; i++) context.SendEvent(tell.InboxId, Inbox.Number, new Numbered(tell.Number, 0));
                return null;
            case Say say:
                context.SetCustomStatus(say.Status);
                return null;
            case Fall:
                throw new InvalidOperationException(Fell);
            default:
                throw new InvalidOperationException($"Unknown step {step}.");
        }
    }

    private static string Text(Numbered heard) => FormattableString.Invariant($"{heard.Number}");

    private Task<string> WorkAsync(WorkInput work, int attempts = 1) => attempts == 1
        ? context.CallActivityAsync<string>(Work, work)
        : context.CallActivityAsync<string>(Work, work, TaskOptions.FromRetryPolicy(new RetryPolicy(attempts, RetryDelay)));

    private Task<string>[] Side(string key, int width) => [.. Enumerable.Range(0, width).Select(i => WorkAsync(new WorkInput(KeyOf(key, i))))];

    private async Task<string> GiveUpAsync(string key, int attempts)
    {
        try
        {
            return await WorkAsync(new WorkInput(key, int.MaxValue), attempts);
        }
        catch (TaskFailedException)
        {
            return GaveUp;
        }
    }

    private async Task<string> PauseAsync(TimeSpan length)
    {
        var due = context.CurrentUtcDateTime + length;
        await context.CreateTimer(due, CancellationToken.None);
        return context.CurrentUtcDateTime < due ? "too early" : Paused;
    }

    private async Task<string> HearAsync(int at, TimeSpan limit)
    {
        try
        {
            return Text(await context.WaitForExternalEvent<Numbered>(EventName(at), limit));
        }
        catch (TaskCanceledException)
        {
            return Late;
        }
    }

    private async Task<string> ChildAsync(string key, Child child)
    {
        try
        {
            var said = await context.CallSubOrchestratorAsync<List<string>>(
                Name, new StoryInput(child.Steps, 0, []), new SubOrchestrationOptions(retry: null, key));
            return Joined(said);
        }
        catch (TaskFailedException)
        {
            return Fell;
        }
    }

    public static string Joined(IEnumerable<string> said) => $"[{string.Join(' ', said)}]";
}
