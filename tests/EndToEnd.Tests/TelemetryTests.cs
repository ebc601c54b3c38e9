using System.Net;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Traces leave by OTLP where somebody said where to, and hold nothing of people.</summary>
public sealed class TelemetryTests
{
    [Fact]
    public async Task Trace_OverACallAndTheOrchestrationItStarts_IsOne()
    {
        using var receiver = new OtlpReceiver();
        await using var shortloop = await Installation.StartAsync(accounts: true, settings: new Dictionary<string, string>
        {
            ["OTEL_EXPORTER_OTLP_ENDPOINT"] = receiver.Address.ToString(),
            ["OTEL_EXPORTER_OTLP_PROTOCOL"] = "http/protobuf",
            ["OTEL_BSP_SCHEDULE_DELAY"] = "100",
        });
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

    private static Span? Activity(IReadOnlyList<Span> spans) => spans.FirstOrDefault(span => span.Name == "SendMailActivity");

    private static Span? Search(IReadOnlyList<Span> spans) => spans.FirstOrDefault(span => span.Name == "GET AdminListUsers");
}
