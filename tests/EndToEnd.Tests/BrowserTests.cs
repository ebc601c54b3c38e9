using Microsoft.Playwright;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>The page in a real browser: few tests, each a whole walk; things are found by what they are called.</summary>
[Collection(Plain.Name)]
public sealed class BrowserTests(PlainInstallation shared, Browser browser) : EndToEndTest(shared)
{
    [Fact]
    public async Task Upload_ByFileChooser_IsFollowedLiveToThePost()
    {
        await Shortloop.Sandbox.AMinuteLaterAsync();
        await using var visit = await browser.VisitAsync(Shortloop.Address);
        var page = visit.Page;
        await page.GotoAsync("/");
        await EveryoneMaySeeItAsync(page);
        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Choose videos" }).ClickAsync());
        await chooser.SetFilesAsync(await Clips.ShortAsync());
        await page.GetByRole(AriaRole.Link, new() { Name = "Watch it being made" }).ClickAsync();

        var progress = page.GetByRole(AriaRole.Region, new() { Name = "Progress" });
        await progress.GetByRole(AriaRole.Heading, new() { Name = "Being made" }).WaitForAsync();
        await visit.PictureAsync("being made");
        // Nobody reloads: the end comes by itself.
        await progress.GetByRole(AriaRole.Heading, new() { Name = "All done" }).WaitForAsync();

        await page.GetByRole(AriaRole.Slider, new() { Name = "Timeline" }).WaitForAsync();
        foreach (var part in (string[])["Shorts", "Posts", "Patterns", "Strategy", "Script"])
            Assert.True(await page.GetByRole(AriaRole.Region, new() { Name = part, Exact = true }).IsVisibleAsync(), part);
        foreach (var video in await page.Locator("video").AllAsync())
            await PlaysAsync(video);
        var posts = page.GetByRole(AriaRole.Region, new() { Name = "Posts", Exact = true });
        await posts.GetByText("Published", new() { Exact = true }).First.WaitForAsync();
        var link = await posts.GetByRole(AriaRole.Link, new() { Name = "Open the post" }).GetAttributeAsync("href");
        await visit.PictureAsync("video");
        Assert.Empty(visit.Complaints);

        await using var viewer = await browser.VisitAsync(Shortloop.Address);
        await viewer.Page.GotoAsync(link!);
        await PlaysAsync(viewer.Page.Locator("video").First);
    }

    [Fact]
    public async Task Upload_DroppedAndCutOffByAReload_GoesOnWhereItStopped()
    {
        const int size = 20 * 1024 * 1024;
        var clip = await Clips.PaddedAsync(size);
        await using var visit = await browser.VisitAsync(Shortloop.Address);
        var page = visit.Page;
        var put = new List<string>();
        var held = true;
        var stored = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        page.RequestFinished += (_, request) =>
        {
            if (request.Method == "PUT" && System.Web.HttpUtility.ParseQueryString(new Uri(request.Url).Query)["blockid"] == Api.BlockId(0))
                stored.TrySetResult();
        };
        await page.RouteAsync(url => url.Contains("comp=block&", StringComparison.Ordinal), async route =>
        {
            var block = System.Web.HttpUtility.ParseQueryString(new Uri(route.Request.Url).Query)["blockid"]!;
            // The first block arrives, the others hang until the reload cuts them off.
            if (held && block != Api.BlockId(0) && route.Request.Method == "PUT")
                return;
            if (route.Request.Method == "PUT")
                lock (put)
                    put.Add(block);
            await route.ContinueAsync();
        });
        await page.GotoAsync("/");
        await RenderOnlyAsync(page);

        await DropAsync(page, clip);
        var row = page.GetByRole(AriaRole.Listitem, new() { Name = Path.GetFileName(clip) });
        await row.GetByText("40%").WaitForAsync();
        // Sent is not yet stored: cut off before the answer, the block would rightly be sent again.
        await stored.Task.WaitAsync(TimeSpan.FromSeconds(60));
        held = false;
        await page.ReloadAsync();
        await row.GetByText("Cut off by a reload").WaitForAsync();
        await row.GetByLabel("The file").SetInputFilesAsync(clip);
        await row.GetByRole(AriaRole.Link, new() { Name = "Watch it being made" }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = Path.GetFileNameWithoutExtension(clip) }).WaitForAsync();

        Assert.Equal([Api.BlockId(0), Api.BlockId(1), Api.BlockId(2)], put.Order());
        Assert.Equal(size, (long)(await Shortloop.Api.GetAsync($"videos/{page.Url.Split('/')[^1]}"))["sizeBytes"]!);
        Assert.Empty(visit.Complaints);
    }

    [Fact]
    public async Task Pages_OnPhoneAndDesk_FitTheWindow()
    {
        var (video, job) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce { Privacy = null });
        await Shortloop.EndOfJobAsync(job);
        foreach (var (width, theme) in new[] { (390, ColorScheme.Light), (390, ColorScheme.Dark), (1280, ColorScheme.Dark) })
        {
            await using var visit = await browser.VisitAsync(Shortloop.Address, width, theme);
            foreach (var (path, heading) in new[] { ("/", "Videos"), ($"/videos/{video}", "Script"), ("/accounts", "Connected") })
            {
                await visit.Page.GotoAsync(path);
                await visit.Page.Heading(heading).WaitForAsync();
                await visit.PictureAsync($"{path.Split('/')[1]} {width} {theme}");
                Assert.True(await visit.SidewaysAsync() == 0, $"{path} is wider than {width} pixels");
            }

            var background = "getComputedStyle(document.body).backgroundColor";
            var before = await visit.Page.EvaluateAsync<string>(background);
            await visit.Page.GetByRole(AriaRole.Button, new() { Name = theme == ColorScheme.Dark ? "Use the light theme" : "Use the dark theme" }).ClickAsync();
            Assert.NotEqual(before, await visit.Page.EvaluateAsync<string>(background));
            Assert.Empty(visit.Complaints);
        }
    }

    [Fact]
    public async Task Keyboard_Alone_ReachesTheMainActions()
    {
        await using var visit = await browser.VisitAsync(Shortloop.Address);
        await visit.Page.GotoAsync("/");
        await visit.Page.GetByRole(AriaRole.Button, new() { Name = "Choose videos" }).WaitForAsync();

        var reached = new List<string>();
        for (var press = 0; press < 40; press++)
        {
            await visit.Page.Keyboard.PressAsync("Tab");
            reached.Add(await visit.Page.EvaluateAsync<string>(
                "(e => e.getAttribute('aria-label') ?? e.labels?.[0]?.innerText ?? e.innerText ?? '')(document.activeElement)"));
        }

        foreach (var action in (string[])["Library", "Accounts", "theme", "Choose videos", "TikTok", "Ask me before publishing"])
            Assert.Contains(reached, name => name.Contains(action, StringComparison.OrdinalIgnoreCase));
    }

    private static async Task PlaysAsync(ILocator video)
    {
        await video.EvaluateAsync("v => { v.muted = true; v.preload = 'auto'; v.load(); return v.play(); }");
        Assert.True(await video.EvaluateAsync<int>("v => v.readyState") >= 2);
    }

    private static async Task DropAsync(IPage page, string path)
    {
        // A drop carries files that only the browser can make; a chosen file is one, so it is handed over to the drop.
        await page.EvaluateAsync("() => { const i = document.createElement('input'); i.type = 'file'; i.id = 'carried'; document.body.append(i); }");
        await page.Locator("#carried").SetInputFilesAsync(path);
        await page.EvaluateAsync(
            """
            () => {
              const carried = document.getElementById('carried');
              const dataTransfer = new DataTransfer();
              dataTransfer.items.add(carried.files[0]);
              carried.remove();
              const zone = document.querySelector('section[aria-label="Upload"]');
              for (const kind of ['dragover', 'drop']) zone.dispatchEvent(new DragEvent(kind, { bubbles: true, cancelable: true, dataTransfer }));
            }
            """);
    }

    private static Task EveryoneMaySeeItAsync(IPage page) => ChooseAsync(page, "Everyone");

    private static Task RenderOnlyAsync(IPage page) => ChooseAsync(page, "Don’t publish, just render");

    // The label, as a person would: the radio button itself is not drawn.
    private static Task ChooseAsync(IPage page, string who) =>
        page.GetByRole(AriaRole.Form, new() { Name = "What to make" }).GetByText(who, new() { Exact = true }).ClickAsync();
}
