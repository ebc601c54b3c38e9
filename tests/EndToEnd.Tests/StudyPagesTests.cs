using System.Text;
using Microsoft.Playwright;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Study's pages in a real browser, as one walk.</summary>
[Collection(Plain.Name)]
public sealed class StudyPagesTests(PlainInstallation shared, Browser browser) : EndToEndTest(shared)
{
    [Fact]
    public async Task Note_FromCaptionsOnAPhone_IsReadTestedAndEdited()
    {
        string name = $"Glazing {Guid.NewGuid():N}"[..20];
        await using var visit = await browser.VisitAsync(Shortloop.Address, width: 390, theme: ColorScheme.Dark);
        var page = visit.Page;
        await page.GotoAsync("/study");
        await page.GetByRole(AriaRole.Textbox, new() { Name = "A YouTube link" }).FillAsync("https://example.com/x");
        await page.GetByRole(AriaRole.Button, new() { Name = "Write a note" }).First.ClickAsync();
        await page.GetByText("is no link to a YouTube video").WaitForAsync();

        var chooser = await page.RunAndWaitForFileChooserAsync(() => page.GetByRole(AriaRole.Button, new() { Name = "Choose captions" }).ClickAsync());
        await chooser.SetFilesAsync(new FilePayload { Name = $"{name}.vtt", MimeType = "text/vtt", Buffer = Encoding.UTF8.GetBytes(Talks.Vtt("Glazing", 60)) });
        // Nobody reloads: the note comes by itself.
        await page.GetByRole(AriaRole.List, new() { Name = "Notes" }).GetByRole(AriaRole.Link, new() { Name = name }).ClickAsync();
        await page.GetByRole(AriaRole.Heading, new() { Name = name, Level = 1 }).WaitForAsync();
        var questions = page.GetByRole(AriaRole.Region, new() { Name = "Test yourself" });
        await questions.Locator("summary").First.ClickAsync();
        Assert.True(await questions.Locator("details").First.Locator("p").IsVisibleAsync());
        await page.GetByRole(AriaRole.Button, new() { Name = "Ideas for short videos" }).ClickAsync();
        await page.GetByRole(AriaRole.List, new() { Name = "Ideas" }).WaitForAsync();
        await visit.PictureAsync("note");
        Assert.Equal(0, await visit.SidewaysAsync());

        await page.GetByRole(AriaRole.Button, new() { Name = "Edit" }).ClickAsync();
        await page.GetByRole(AriaRole.Textbox, new() { Name = "Text" }).FillAsync("My **own** words, see [[Somewhere]].");
        await page.GetByRole(AriaRole.Button, new() { Name = "Preview" }).ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Preview" }).GetByText("own", new() { Exact = true }).WaitForAsync();
        // Meanwhile somebody else.
        string id = new Uri(page.Url).Segments[^1];
        Assert.Equal(System.Net.HttpStatusCode.OK, (await Shortloop.Api.SendAsync(HttpMethod.Put, $"v1/notes/{id}", new { body = "Theirs." })).Status);
        await page.GetByRole(AriaRole.Button, new() { Name = "Save", Exact = true }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Save mine over it" }).ClickAsync();
        await page.GetByRole(AriaRole.Region, new() { Name = "Text" }).GetByText("own", new() { Exact = true }).WaitForAsync();
        await page.GetByRole(AriaRole.List, new() { Name = "Not written yet" }).GetByText("Somewhere").WaitForAsync();

        Assert.DoesNotContain(visit.Complaints, complaint => !complaint.Contains("400", StringComparison.Ordinal) && !complaint.Contains("412", StringComparison.Ordinal));
    }
}
