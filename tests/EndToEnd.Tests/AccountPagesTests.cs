using System.Net;
using System.Net.Http.Headers;
using Microsoft.Playwright;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>What somebody does on the pages once they are in: pay, make keys, be told, go away for good.</summary>
[Collection(WithAccounts.Name)]
public sealed class AccountPagesTests(AccountsInstallation shared, Browser browser) : EndToEndTest(shared)
{
    [Fact]
    public async Task Pack_BoughtAtTheSandboxesCheckout_IsInTheBalanceAndTheLedger()
    {
        using var mara = await SignedUpAsync();
        await using var visit = await EnterAsync(mara, "/billing");
        var page = visit.Page;
        await page.GetByText("10 credits").First.WaitForAsync();
        await page.GetByRole(AriaRole.List, new() { Name = "Ledger" }).GetByText("Bonus").WaitForAsync();

        await page.Button("Buy 50 credits").ClickAsync();
        await page.Button("Back").ClickAsync();
        await page.GetByText("Nothing was bought").WaitForAsync();
        await page.Button("Buy 50 credits").ClickAsync();
        await page.Button("Pay").ClickAsync();

        await page.GetByText("Thank you").WaitForAsync();
        await page.GetByText("60 credits").WaitForAsync();
        var ledger = page.GetByRole(AriaRole.List, new() { Name = "Ledger" });
        await ledger.GetByText("Bought").WaitForAsync();
        await ledger.GetByText("+50").WaitForAsync();
        await visit.PictureAsync("billing");
        visit.AssertOnlyRefusals();
    }

    [Fact]
    public async Task Provider_FromTheSignInPage_ComesInAndIsListedUnderTheProfile()
    {
        await using var visit = await browser.VisitAsync(Shortloop.Address);
        var page = visit.Page;
        await page.GotoAsync("/accounts");
        await page.GetByRole(AriaRole.Link, new() { Name = "Continue with GitHub" }).ClickAsync();
        await page.Button("Cancel").ClickAsync();
        await page.GetByText("You declined at the provider").WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Continue with GitHub" }).ClickAsync();
        await page.GetByLabel("Tess Okoye").CheckAsync();
        await page.Button("Continue").ClickAsync();
        await page.Heading("Videos").WaitForAsync();
        await page.GotoAsync("/account");
        await page.GetByRole(AriaRole.List, new() { Name = "Ways to sign in" }).GetByText("GitHub").WaitForAsync();
    }

    [Fact]
    public async Task Notice_WhileThePageIsOpen_RingsTheBellAndIsReadByAClick()
    {
        using var mara = await SignedUpAsync();
        await using var visit = await EnterAsync(mara, "/");
        var page = visit.Page;
        await page.GetByText("Live", new() { Exact = true }).WaitForAsync();

        // Signing in with another browser was worth a notice already.
        Person.Expect(HttpStatusCode.NoContent, await mara.PostAsync("me/notices/read"));
        await page.Button("Notifications").WaitForAsync();

        await mara.ConnectAsync();

        // Nobody reloads.
        await page.Button("Notifications, 1 unread").ClickAsync();
        await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "An account" }).ClickAsync();
        await page.Heading("Your accounts elsewhere").WaitForAsync();
        await page.Button("Notifications").WaitForAsync();
        visit.AssertOnlyRefusals();
    }

    [Fact]
    public async Task Key_MadeOnThePage_IsShownOnceAndOpensTheApiUntilItIsRevoked()
    {
        using var mara = await SignedUpAsync();
        await using var visit = await EnterAsync(mara, "/account/organisations");
        var page = visit.Page;
        await page.GetByRole(AriaRole.Link, new() { Name = "Mara" }).ClickAsync();
        await page.GetByRole(AriaRole.Link, new() { Name = "API keys" }).ClickAsync();

        await page.GetByLabel("What it is for").FillAsync("Our CMS");
        await page.GetByLabel("Read: look at what there is").UncheckAsync();
        await page.Button("Make the key").ClickAsync();
        await page.GetByText("scope", new() { Exact = false }).Last.WaitForAsync();
        await page.GetByLabel("Read: look at what there is").CheckAsync();
        await page.Button("Make the key").ClickAsync();
        var token = await page.Locator("code").First.InnerTextAsync();
        using var program = new HttpClient { BaseAddress = new Uri(Shortloop.Address, "api/v1/") };
        program.DefaultRequestHeaders.Authorization = new AuthenticationHeaderValue("Bearer", token);
        Person.Expect(HttpStatusCode.OK, await program.GetAsync("videos"));

        await page.ReloadAsync();
        await page.GetByRole(AriaRole.List, new() { Name = "API keys" }).GetByText("Our CMS").WaitForAsync();
        Assert.DoesNotContain(token, await page.ContentAsync(), StringComparison.Ordinal);
        page.Dialog += (_, dialog) => dialog.AcceptAsync();
        await page.Button("Revoke Our CMS").ClickAsync();
        await page.GetByText("There is no key yet").WaitForAsync();
        Person.Expect(HttpStatusCode.Unauthorized, await program.GetAsync("videos"));
    }

    [Fact]
    public async Task Profile_ChangedInTwoTabs_TheLaterOneIsToldAndLosesNothing()
    {
        using var mara = await SignedUpAsync();
        await using var visit = await EnterAsync(mara, "/account");
        var page = visit.Page;
        await page.GetByLabel("Name", new() { Exact = true }).FillAsync("Typed here");
        Person.Expect(HttpStatusCode.OK, await mara.SendAsync(HttpMethod.Patch, "me", new { name = "Changed there" }, null));

        await page.Button("Save").ClickAsync();
        await page.GetByText("changed by someone else meanwhile").WaitForAsync();
        Assert.Equal("Typed here", await page.GetByLabel("Name", new() { Exact = true }).InputValueAsync());
        await page.Button("Save").ClickAsync();
        await page.GetByText("Saved.").WaitForAsync();
        Assert.Equal("Typed here", (string)(await mara.ReadAsync("me"))["name"]!);
    }

    [Fact]
    public async Task Organisation_SwitchedInOneTab_IsWorkedInInAll()
    {
        using var mara = await SignedUpAsync();
        Person.Expect(HttpStatusCode.Created, await mara.PostAsync("orgs", new { name = "Northlight" }));
        await using var visit = await EnterAsync(mara, "/");
        var second = await visit.Page.Context.NewPageAsync();
        await second.GotoAsync("/projects");
        await second.Button("Mara, Mara").WaitForAsync();

        await visit.Page.Button("Mara, Mara").ClickAsync();
        await visit.Page.Button("Northlight").ClickAsync();

        await visit.Page.Button("Mara, Northlight").WaitForAsync();
        await second.Button("Mara, Northlight").WaitForAsync();
    }

    [Fact]
    public async Task Account_DeletedOnThePage_IsFollowedToItsEndAndLetsNobodyIn()
    {
        using var mara = await SignedUpAsync();
        await using var visit = await EnterAsync(mara, "/account/data");
        var page = visit.Page;
        await page.Password().FillAsync("not the password");
        await page.Button("Delete everything").ClickAsync();
        await page.GetByText("This is not your password").WaitForAsync();

        await page.Password().FillAsync(Person.Password);
        await page.Button("Delete everything").ClickAsync();
        await page.Heading("Everything is deleted").WaitForAsync();

        await page.GotoAsync("/login");
        await page.SignInAsync(mara.Email);
        await page.GetByText("E-mail or password is wrong").WaitForAsync();
    }

    [Fact]
    public async Task Administration_ForAdministratorsOnly_IsThereForThemAndNotForOthers()
    {
        using var mara = await SignedUpAsync();
        await using var visit = await EnterAsync(mara, "/admin/users");
        var page = visit.Page;
        await page.Heading("There is nothing here").WaitForAsync();

        Assert.Equal(0, (await Command.ShortloopAsync("admin", mara.Email, "--data", Shortloop.Data)).ExitCode);
        foreach (var (path, heading) in new[]
        {
            ("/admin", "Figures"), ("/admin/users", "Users"), ("/admin/jobs", "Jobs"), ("/admin/dead-letters", "Dead letters"), ("/admin/policies", "Policy"),
            ("/admin/flags", "Flags"), ("/admin/legal", "Legal texts"), ("/admin/logs", "Logs"), ("/admin/audit", "Audit log"),
        })
        {
            await page.GotoAsync(path);
            await page.Heading(heading).WaitForAsync();
            Assert.Equal(0, await page.GetByRole(AriaRole.Alert).CountAsync());
        }

        visit.AssertOnlyRefusals();
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Pages_OnPhoneAndDesk_FitTheWindow(int width, ColorScheme theme)
    {
        using var mara = await SignedUpAsync();
        await using var visit = await EnterAsync(mara, "/billing", width, theme);
        foreach (var (path, heading) in new[]
        {
            ("/billing", "Ledger"), ("/notifications", "What you are told of"), ("/projects", "A new project"), ("/brand", "Add a colour"),
            ("/account", "Ways to sign in"), ("/account/data", "Delete your account"), ("/privacy", "Privacy policy"), ("/terms", "Terms"),
        })
        {
            await visit.Page.GotoAsync(path);
            await visit.Page.Heading(heading).WaitForAsync();
            await visit.PictureAsync($"{path.Trim('/').Replace('/', ' ')} {width} {theme}");
            Assert.Equal(0, await visit.SidewaysAsync());
        }

        visit.AssertOnlyRefusals();
    }

    private Task<Person> SignedUpAsync() => Person.SignedUpAsync(Shortloop, $"person-{Guid.NewGuid():N}@example.com");

    private async Task<Visit> EnterAsync(Person person, string path, int width = 1280, ColorScheme theme = ColorScheme.Light)
    {
        var visit = await browser.VisitAsync(Shortloop.Address, width, theme);
        await visit.Page.GotoAsync(path);
        await visit.Page.SignInAsync(person.Email);
        await visit.Page.GetByRole(AriaRole.Navigation, new() { Name = "Main" }).WaitForAsync();
        return visit;
    }
}
