using Microsoft.DurableTask;
using Microsoft.DurableTask.Client;
using Microsoft.Playwright;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.Local.Tests.Hosting.Operator;

/// <summary>The operator's pages in a real browser; things are found by what they are called.</summary>
public sealed class BrowserTests(Browser browser) : IAsyncLifetime
{
    private OperatorHost _host = null!;

    public async ValueTask InitializeAsync() => _host = await OperatorHost.StartAsync();

    public ValueTask DisposeAsync() => _host.DisposeAsync();

    [Fact]
    public async Task RaiseEvent_OnThePageOfAWaitingOrchestration_IsSeenCompletedWithoutReloading()
    {
        string id = await _host.WaitingAsync();
        await using var visit = await browser.VisitAsync(_host.Http.BaseAddress!);
        var page = visit.Page;
        await page.GotoAsync("/_host");
        await page.GetByRole(AriaRole.Link, new() { Name = "1 running" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "Approval" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Approval Running" }).WaitForAsync();
        await page.GetByText("waiting for Decide").WaitForAsync();

        await page.GetByText("Raise an event…").ClickAsync();
        await page.GetByLabel("Name").FillAsync("Decide");
        await page.GetByLabel("Payload as JSON, or nothing").FillAsync("\"yes\"");
        await page.GetByRole(AriaRole.Button, new() { Name = "Raise the event" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = "Approval Completed" }).WaitForAsync();
        await page.GetByText("prepared A: yes").First.WaitForAsync();
        await page.GetByText("Restart…").WaitForAsync();
        Assert.Empty(visit.Complaints);
        Assert.Equal("prepared A: yes", (await _host.EndAsync(id)).ReadOutputAs<string>());
    }

    [Fact]
    public async Task Refresh_WhileSomebodyTypesAndHasThingsOpen_LeavesThemAlone()
    {
        string id = await _host.WaitingAsync();
        await using var visit = await browser.VisitAsync(_host.Http.BaseAddress!);
        var page = visit.Page;
        await page.GotoAsync($"/_host/orchestration?id={id}");
        await page.GetByText("History as stored").ClickAsync();
        await page.GetByText("Raise an event…").ClickAsync();
        await page.GetByLabel("Name").FillAsync("half a na");
        await _host.Client.SuspendInstanceAsync(id, TestContext.Current.CancellationToken);
        await page.GetByRole(AriaRole.Heading, new() { Name = "Approval Suspended" }).WaitForAsync();

        Assert.Equal("half a na", await page.GetByLabel("Name").InputValueAsync());
        Assert.Equal("event", await page.EvaluateAsync<string>("document.activeElement.name"));
        Assert.True(await page.GetByText("executionSuspended", new() { Exact = true }).IsVisibleAsync());
    }

    [Fact]
    public async Task Refresh_FocusInsideARefreshedPart_StaysOnTheSameThing()
    {
        await using var visit = await browser.VisitAsync(_host.Http.BaseAddress!);
        var page = visit.Page;
        await page.GotoAsync("/_host");
        await page.GetByRole(AriaRole.Button, new() { Name = "Run now" }).FocusAsync();
        var hold = new TaskCompletionSource();
        _host.Runs.Hold = hold.Task;
        using var run = await _host.OrderAsync("/_host/timers/run", ("name", "Nightly"));
        await page.GetByText("Running", new() { Exact = true }).WaitForAsync();
        Assert.Equal("Run now", await page.EvaluateAsync<string>("document.activeElement.textContent"));
        hold.SetResult();
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(390, ColorScheme.Dark)]
    [InlineData(1280, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Pages_OnPhoneAndDesk_FitTheWindow(int width, ColorScheme theme)
    {
        await FillAsync();
        await using var visit = await browser.VisitAsync(_host.Http.BaseAddress!, width, theme);
        foreach (var (name, path) in new[]
        {
            ("overview", "/_host"), ("orchestrations", "/_host/orchestrations"), ("waiting", "/_host/orchestration?id=story"),
            ("steps", "/_host/orchestration?id=story&scale=steps"), ("failed", "/_host/orchestration?id=failing"), ("letters", "/_host/queues?queue=jobs"),
        })
        {
            await visit.Page.GotoAsync(path);
            if (name == "waiting") await visit.Page.GetByText("Raise an event…").ClickAsync();
            await visit.PictureAsync($"host {name} {width} {theme}");
            Assert.Equal(0, await visit.SidewaysAsync());
        }

        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Pages_WithoutScript_CanBeReadAndOrdered()
    {
        string id = await _host.WaitingAsync();
        await using var visit = await browser.VisitAsync(_host.Http.BaseAddress!);
        await visit.Page.RouteAsync("**/*.js", route => route.AbortAsync());
        await visit.Page.GotoAsync($"/_host/orchestration?id={id}");
        await visit.Page.GetByText("Terminate…").ClickAsync();
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Terminate it" }).ClickAsync();
        await _host.UntilAsync(id, OrchestrationRuntimeStatus.Terminated);
    }

    private async Task FillAsync()
    {
        await _host.Client.ScheduleNewOrchestrationInstanceAsync("Long story", new StartOrchestrationOptions("story"));
        await _host.UntilAsync("story-child", OrchestrationRuntimeStatus.Running);
        await _host.Client.RaiseEventAsync("story", "Note", "a remark", TestContext.Current.CancellationToken);
        await _host.EndAsync(await _host.Client.ScheduleNewOrchestrationInstanceAsync("Failing", new StartOrchestrationOptions("failing")));
        await _host.Client.SuspendInstanceAsync(await _host.WaitingAsync("videos-2f0c6a58d1b94e2fb7a1c0-render"), TestContext.Current.CancellationToken);
        await _host.Broker.KillAsync("jobs", "render-1", """{"video":"v1","platform":"tiktok"}""");
        await _host.Broker.KillAsync("jobs", "render-2", "not JSON");
        await _host.Broker.SendAsync("jobs", "later", notBefore: DateTimeOffset.UtcNow.AddHours(1));
    }
}
