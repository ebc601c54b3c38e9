using System.Globalization;
using System.Net.Http.Headers;
using System.Text;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.Bench.Study;

/// <summary>Captions of a two-hour talk become a note, the whole way: upload, story, note, over HTTP on the real host with the built-in analyst.</summary>
internal static class StudyBenchmark
{
    private const int Sentences = 1430;
    private const int Turns = 5;

    public static async Task RunAsync()
    {
        await using var shortloop = await Installation.StartAsync(connect: false);
        // The first one compiles code; what that costs is not the talk's.
        await WriteAsync(shortloop, Talks.Vtt("Warming", 60));
        var seconds = new List<double>();
        for (int turn = 0; turn < Turns; turn++)
        {
            string talk = Talks.Vtt($"Talk{turn.ToString(CultureInfo.InvariantCulture)}", Sentences, seed: turn + 1);
            seconds.Add(await Measure.SecondsAsync(() => WriteAsync(shortloop, talk)));
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"turn {turn + 1}: {seconds[^1]:0.00} s"));
        }

        new Figure("study.two_hour_note_s", Measure.Median(seconds), "s", 5).Write();
    }

    private static async Task WriteAsync(Installation shortloop, string talk)
    {
        using var body = new ByteArrayContent(Encoding.UTF8.GetBytes(talk)) { Headers = { ContentType = new MediaTypeHeaderValue("text/vtt") } };
        var source = await shortloop.Api.PostAsync("sources?fileName=talk.vtt", body);
        var job = await shortloop.EndOfJobAsync((string)(await shortloop.Api.PostAsync("notes", new { sourceId = (string)source["id"]! }))["id"]!);
        var note = (string)job["status"]! == "succeeded" ? await shortloop.Api.GetAsync($"notes/{job["noteId"]}") : throw new InvalidOperationException($"No note: {job}\n{shortloop.Logs}");
        await Console.Error.WriteLineAsync(FormattableString.Invariant($"{(double?)note["source"]!["durationSeconds"]:0} s of talk, {note["sections"]!.AsArray().Count} sections"));
    }
}
