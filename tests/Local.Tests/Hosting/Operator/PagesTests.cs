using System.Net;
using System.Text.RegularExpressions;
using Microsoft.DurableTask;

namespace Shortloop.Local.Tests.Hosting.Operator;

public sealed partial class PagesTests : IAsyncLifetime
{
    private OperatorHost _host = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _host = await OperatorHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task Overview_Running_ShowsFunctionsTimersQueuesAndCounts()
    {
        await _host.WaitingAsync();
        await _host.EndAsync(await _host.Client.ScheduleNewOrchestrationInstanceAsync("Failing", Cancellation));
        string text = await _host.TextAsync("/_host");
        Assert.Contains("1 running", text, StringComparison.Ordinal);
        Assert.Contains("1 failed", text, StringComparison.Ordinal);
        Assert.Matches(@"Nightly 0 0 3 1 1 \* – \d{4}-01-01 03:00:00 UTC Run now", text);
        Assert.Contains("jobs 0 0 0 0 other 0 0 0 0", text, StringComparison.Ordinal);
        Assert.Contains("Prepare Activity Prepare Shortloop.Local.Tests.Hosting.Operator.OperatorSamples.Prepare", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Orchestrations_Filtered_ShowsThoseThatFit()
    {
        await _host.WaitingAsync("order-1");
        await _host.WaitingAsync("order-2");
        await _host.WaitingAsync("other-1");
        await _host.EndAsync(await _host.Client.ScheduleNewOrchestrationInstanceAsync("Failing", new StartOrchestrationOptions("order-3"), Cancellation));

        Assert.Equal(["order-3", "other-1", "order-2", "order-1"], await IdsAsync(""));
        Assert.Equal(["order-3", "order-2", "order-1"], await IdsAsync("?prefix=order-"));
        Assert.Equal(["order-3"], await IdsAsync("?status=Failed"));
        Assert.Equal(["order-2", "order-1"], await IdsAsync("?name=approv&prefix=order"));
        Assert.Empty(await IdsAsync("?name=nothing"));
    }

    [Fact]
    public async Task Orchestrations_ManyPages_ShowEachOnceNewestFirst()
    {
        var started = new List<string>();
        for (int number = 0; number < 120; number++)
            started.Add(await _host.Client.ScheduleNewOrchestrationInstanceAsync("Failing", new StartOrchestrationOptions($"i{number:000}"), Cancellation));
        var seen = new List<string>();
        string? next = "/_host/orchestrations";
        while (next is not null)
        {
            string page = await _host.PageAsync(next);
            seen.AddRange(Ids(page));
            next = Older().Match(page) is { Success: true } link ? WebUtility.HtmlDecode(link.Groups[1].Value) : null;
        }

        Assert.Equal(Enumerable.Reverse(started), seen);
    }

    [Fact]
    public async Task Instance_Waiting_ShowsPayloadsStatusAndTimeline()
    {
        string id = await _host.WaitingAsync(input: "A & B");
        string text = await _host.TextAsync($"/_host/orchestration?id={id}");
        Assert.Contains("Approval Running", text, StringComparison.Ordinal);
        Assert.Contains("Input \"A & B\" Output none Custom status \"waiting for Decide\"", text, StringComparison.Ordinal);
        Assert.Matches("activity Prepare .* ms", text);
        Assert.Contains("activityScheduled", text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instance_ParentAndChild_LinkToEachOther()
    {
        string parent = await _host.Client.ScheduleNewOrchestrationInstanceAsync("Parent", (object)"child/1", Cancellation);
        await _host.UntilAsync("child/1", Microsoft.DurableTask.Client.OrchestrationRuntimeStatus.Running);
        Assert.Contains("href=\"/_host/orchestration?id=child%2F1\"", await _host.PageAsync($"/_host/orchestration?id={parent}"), StringComparison.Ordinal);
        string child = await EndToEnd.Rig.Poll.UntilAsync(
            "the child's history is there", () => _host.PageAsync("/_host/orchestration?id=child%2F1"), page => page.Contains("Started by", StringComparison.Ordinal), () => "");
        Assert.Contains($"href=\"/_host/orchestration?id={parent}\"", child, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Instance_Failed_ShowsWhyEscaped()
    {
        string id = await _host.Client.ScheduleNewOrchestrationInstanceAsync("Failing", Cancellation);
        await _host.EndAsync(id);
        string page = await _host.PageAsync($"/_host/orchestration?id={id}");
        Assert.Contains("it &lt;broke&gt;", page, StringComparison.Ordinal);
        Assert.DoesNotContain("it <broke>", page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Pages_WithMarkupInEveryText_EscapeIt()
    {
        const string Evil = "\"><script>alert(1)</script>";
        string id = await _host.WaitingAsync($"evil{Evil}", Evil);
        await _host.Client.RaiseEventAsync(id, Evil, Evil, Cancellation);
        string address = Uri.EscapeDataString(id);
        foreach (string path in (string[])[$"/_host/orchestration?id={address}", "/_host/orchestrations", $"/_host/orchestrations?prefix={address}&name={Uri.EscapeDataString(Evil)}"])
            Assert.DoesNotContain("<script>alert", await _host.PageAsync(path), StringComparison.Ordinal);
        using var missing = await _host.Http.GetAsync($"/_host/orchestration?id=no{Uri.EscapeDataString(Evil)}", Cancellation);
        Assert.DoesNotContain("<script>alert", await missing.Content.ReadAsStringAsync(Cancellation), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Page_SaidMadeUp_ShowsNothingOfIt() =>
        Assert.DoesNotContain("call this number", await _host.PageAsync("/_host?said=call this number"), StringComparison.Ordinal);

    [Theory]
    [InlineData("/_host/nothing")]
    [InlineData("/_host/orchestration?id=nobody")]
    [InlineData("/_host/orchestration")]
    [InlineData("/_host/queues?queue=nobody")]
    [InlineData("/_host/assets/secret.txt")]
    public async Task Get_WhatIsNotThere_Is404Page(string path)
    {
        using var answer = await _host.Http.GetAsync(path, Cancellation);
        Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode);
        Assert.Equal("text/html", answer.Content.Headers.ContentType!.MediaType);
    }

    [Fact]
    public async Task Overview_WithoutEngineAndBroker_ShowsTheRest()
    {
        await using var bare = await TestHost.StartAsync([]);
        foreach (string path in (string[])["/_host", "/_host/orchestrations", "/_host/queues"])
            Assert.Equal(HttpStatusCode.OK, (await bare.Http.GetAsync(path, Cancellation)).StatusCode);
    }

    private async Task<IEnumerable<string>> IdsAsync(string query) => Ids(await _host.PageAsync($"/_host/orchestrations{query}"));

    private static IEnumerable<string> Ids(string page) => Id().Matches(page).Select(match => match.Groups[1].Value);

    [GeneratedRegex("<code class=\"id\">([^<]+)</code>")]
    private static partial Regex Id();

    [GeneratedRegex("rel=\"next\" href=\"([^\"]+)\"")]
    private static partial Regex Older();
}
