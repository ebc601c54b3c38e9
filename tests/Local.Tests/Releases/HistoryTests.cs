using System.Text.Json.Nodes;
using Shortloop.Engine.History;
using Catalog = Shortloop.Orchestrations.TaskCatalog;

namespace Shortloop.Local.Tests.Releases;

/// <summary>
/// What a release left running meets the next one: every recorded execution must be able to go on with today's code, from any of its steps.
/// docs/releases.md has the rule; what is recorded here stays until nothing of that release can run any more.
/// </summary>
public sealed class HistoryTests
{
    /// <summary>Of what is recorded now. A release that is out keeps its folder; the next one begins another.</summary>
    private const string Release = "1";

    [Fact]
    public void Record_WhatIsMissing_OnlyIfAskedFor()
    {
        string folder = Path.Combine(RecordedHistory.Folder, Release);
        Way[] missing = [.. Ways.All.Where(way => !File.Exists(Path.Combine(folder, way.File)))];
        if (Environment.GetEnvironmentVariable("SHORTLOOP_ACCEPT") == "1")
        {
            Directory.CreateDirectory(folder);
            foreach (Way way in missing)
                new Recorder(way).Record().Write(Path.Combine(folder, way.File));
            return;
        }

        Assert.True(missing.Length == 0, $"Not recorded: {string.Join(", ", missing.Select(way => way.File))}. {RecordedHistory.HowToRecord}");
    }

    [Fact]
    public void Catalogue_EveryStory_HasARecordedHistory()
    {
        string[] without = [.. Catalog.Stories.Except(RecordedHistory.Files().Select(path => RecordedHistory.Read(path).Story))];

        Assert.True(without.Length == 0, $"No history of {string.Join(", ", without)}: add its ways to Ways.cs. {RecordedHistory.HowToRecord}");
    }

    [Fact]
    public void Catalogue_EveryStep_IsInARecordedHistory()
    {
        var seen = RecordedHistory.Files().SelectMany(path => RecordedHistory.Read(path).ReadEvents()).OfType<ActivityScheduled>().Select(step => step.Name);
        string[] unseen = [.. TodaysCode.Activities.Keys.Except(seen).Order()];

        Assert.True(unseen.Length == 0, $"No history goes through {string.Join(", ", unseen)}: add a way to Ways.cs. {RecordedHistory.HowToRecord}");
    }

    [Fact]
    public void Replay_EveryRecordedHistory_GoesOnWithTodaysCode() => Assert.Empty(
        RecordedHistory.Files().SelectMany(path => Replayer.Problems(RecordedHistory.Read(path)).Select(problem => $"{Path.GetFileName(path)}: {problem}")));

    [Fact]
    public void Replay_StepsInAnotherOrder_Fails()
    {
        RecordedHistory recorded = Sample("ProduceVideo.published.json");
        int[] steps = [.. recorded.Events.Index().Where(at => (string?)at.Item["kind"] == "activityScheduled").Select(at => at.Index)];
        (recorded.Events[steps[1]]["name"], recorded.Events[steps[2]]["name"]) =
            ((string)recorded.Events[steps[2]]["name"]!, (string)recorded.Events[steps[1]]["name"]!);

        Assert.Contains(Replayer.Problems(recorded), problem => problem.Contains("is not deterministic: at step 1", StringComparison.Ordinal));
    }

    [Fact]
    public void Replay_StepThatTheReleaseDidNotHave_Fails()
    {
        RecordedHistory recorded = Sample("AnalyseTrends.found.json");
        JsonNode last = recorded.Events.Last(happened => (string?)happened["kind"] == "activityScheduled");
        RecordedHistory shorter = recorded with { Events = [.. recorded.Events.TakeWhile(happened => happened != last)] };

        Assert.Contains(Replayer.Problems(shorter), problem => problem.Contains("which the history doesn't have", StringComparison.Ordinal));
    }

    [Fact]
    public void Replay_FieldThatTodaysCodeDoesNotKnow_Fails()
    {
        RecordedHistory recorded = Sample("SendMail.sent.json");
        recorded.Asked[0]!["Priority"] = 1;

        Assert.Contains(Replayer.Problems(recorded), problem => problem.EndsWith("Priority is lost.", StringComparison.Ordinal));
    }

    [Fact]
    public void Replay_AnswerOfAnotherShape_Fails()
    {
        RecordedHistory recorded = Sample("CleanTrends.more.json");
        recorded.Events.Single(happened => (string?)happened["kind"] == "activityCompleted")["result"] = "7";

        Assert.NotEmpty(Replayer.Problems(recorded));
    }

    private static RecordedHistory Sample(string file) => RecordedHistory.Read(Path.Combine(RecordedHistory.Folder, Release, file));
}
