using System.Net;
using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Traces leave by OTLP where somebody said where to, and hold nothing of people.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Trace_OverACallAndTheOrchestrationItStarts_IsOne()
    {
        using var receiver = new OtlpReceiver();
        await using var shortloop = await Installation.StartAsync(accounts: true, settings: To(receiver));
        using var mara = new Person(shortloop, $"person-{Guid.NewGuid():N}@example.com");
        Person.Expect(HttpStatusCode.Accepted, await mara.PostAsync("auth/register", new { email = mara.Email, password = Person.Password, name = "Mara" }));
        Person.Expect(HttpStatusCode.Unauthorized, await mara.GetAsync($"admin/users?search={Uri.EscapeDataString(mara.Email)}"));
        await mara.LinkAsync(1);

        var spans = await Poll.UntilAsync(
            "the mail's activity is exported", () => Task.FromResult(receiver.Spans), spans => Activity(spans) is not null && Search(spans) is not null, () => $"{string.Join('\n', receiver.Spans)}\n{shortloop.Logs}");

        var activity = Activity(spans)!;
        var start = spans.Single(span => span.Id == activity.ParentId);
        var call = spans.Single(span => span.Id == start.ParentId);
        Assert.Equal("start SendMail", start.Name);
        Assert.Equal("POST Register", call.Name);
        Assert.Equal((call.TraceId, call.TraceId), (start.TraceId, activity.TraceId));
        Assert.DoesNotContain("example.com", receiver.Text);
        Assert.DoesNotContain(Person.Password, receiver.Text);
    }

    [Fact]
    public async Task Trace_OverARender_GoesThroughTheQueueIntoTheJobAndBack()
    {
        using var receiver = new OtlpReceiver();
        await using var shortloop = await Installation.StartAsync(settings: To(receiver));
        var (video, _) = await shortloop.AwaitingApprovalAsync(await Clips.ShortAsync(), new Produce());
        // Answers with links that are signed.
        await shortloop.Api.GetAsync($"renders?videoId={video}");

        string[] awaited = ["POST ClaimRender", "POST FinishRender", "render", "GET ListRenders"];
        var spans = await Poll.UntilAsync(
            "the render is exported", () => Task.FromResult(receiver.Spans), spans => awaited.All(name => spans.Any(span => span.Name == name)),
            () => $"{string.Join('\n', receiver.Spans)}\n{shortloop.Logs}");
        await Poll.UntilAsync("the queues' lengths are exported", () => Task.FromResult(receiver.Text), text => text.Contains("dead_lettered", StringComparison.Ordinal), () => shortloop.Logs);

        foreach (var name in (string[])["POST ClaimRender", "POST FinishRender"])
        {
            Span[] way = [.. Up(spans, spans.Single(span => span.Name == name))];
            Assert.Equal([name, "POST", "render", "OrderRenderActivity", "start ProduceVideo", "POST CompleteUpload"], way.Select(span => span.Name));
            Assert.Equal(["shortloop", "shortloop-render", "shortloop-render", "shortloop", "shortloop", "shortloop"], way.Select(span => span.Service));
            Assert.Single(way.Select(span => span.TraceId).Distinct());
        }

        Assert.Contains("shortloop.queue.messages", receiver.Text);
        Assert.DoesNotContain("url.full", receiver.Text);
        Assert.DoesNotContain("sig=", receiver.Text);
        Assert.DoesNotContain("SharedAccess", receiver.Text);
        Assert.DoesNotContain("Bearer", receiver.Text);
        var keys = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine(shortloop.Data, "keys.json")))!;
        Assert.All([keys["queueKey"]!, keys["blobKey"]!, keys["tokenKeys"]!["1"]!], key => Assert.DoesNotContain((string)key!, receiver.Text));
    }

    private static Dictionary<string, string> To(OtlpReceiver receiver) => new()
    {
        ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address.ToString(),
        ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
        ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        ["OTEL_METRIC_EXPORT_INTERVAL"] = "500",
    };

    /// <summary>A span, its parent, and so on to the root.</summary>
    private static IEnumerable<Span> Up(IReadOnlyList<Span> spans, Span span)
    {
        for (Span? at = span; at is not null; at = spans.SingleOrDefault(other => other.Id == at.ParentId))
            yield return at;
    }

    private static Span? Activity(IReadOnlyList<Span> spans) => spans.FirstOrDefault(span => span.Name == "SendMailActivity");

    private static Span? Search(IReadOnlyList<Span> spans) => spans.FirstOrDefault(span => span.Name == "GET AdminListUsers");
}
