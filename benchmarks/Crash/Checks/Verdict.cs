using Shortloop.Crash.Harness;
using Shortloop.Crash.Serving;
using Shortloop.Crash.Stories;

namespace Shortloop.Crash.Checks;

/// <summary>Looks at everything once more when the last kill is over.</summary>
internal sealed class Verdict(ServeSettings settings, CrashOptions options, Caller caller)
{
    private readonly Findings _findings = new();
    private readonly ActivityCheck _activities = new(settings.JournalPath, options.MaxConcurrentActivities);

    public async Task<CrashReport> CheckAsync(IReadOnlyList<BatchRun> batches, int kills, int cutOff)
    {
        foreach (var batch in batches) await CheckAsync(batch);

        // The engine reports errors that it then makes good by trying again; under kills alone there is no reason for any.
        if (File.Exists(settings.LogPath)) _findings.Wrong.Add($"the process logged errors: {File.ReadLines(settings.LogPath).First()}");

        var stories = batches.SelectMany(batch => batch.Plan.Stories).ToList();
        var runs = stories.SelectMany(story => Model.Of(story.Id, story.Steps).Runs).ToDictionary();
        _activities.CheckAllKnown(runs, _findings);
        _activities.CountTwice(runs);
        return new CrashReport(
            options, kills, stories.Count, _activities.Runs, cutOff,
            [.. _findings.Lost.Order()], [.. _findings.Wrong.Order()], [.. _findings.StepsTwice.Order()],
            _activities.Twice, _activities.MostAfterOneKill, _activities.OverInFlight, settings.Folder);
    }

    private async Task CheckAsync(BatchRun batch)
    {
        var check = new StoryCheck(caller, _findings);
        var completed = new HashSet<string>();
        foreach (var story in batch.Plan.Stories.Where(story => !batch.NotThere.Contains(story.Id)))
        {
            if (!await check.CheckAsync(story)) continue;
            completed.Add(story.Id);
            _activities.CheckAllRan(Model.Of(story.Id, story.Steps), _findings);
        }

        foreach (var id in batch.NotThere) _findings.Lost.Add($"{id}: its start was confirmed, and it is not there");
        var inbox = batch.Plan.Inbox.Id;
        if (batch.NotThere.Contains(inbox) || await check.StateAsync(inbox) is not { } state) return;
        InboxCheck.Check(batch, state, completed, _findings);
        await check.HistoryAsync(inbox);
    }
}
