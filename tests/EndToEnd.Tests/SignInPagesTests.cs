using System.Collections.Concurrent;
using System.Net;
using Microsoft.Playwright;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>People come in, go, and come in again through the pages, in a real browser; the mail is the sandbox's.</summary>
[Collection(WithAccounts.Name)]
public sealed class SignInPagesTests(AccountsInstallation shared, Browser browser) : EndToEndTest(shared)
{
    [Fact]
    public async Task SignUp_ThroughThePages_ComesInByTheMailedLinkAndBackInByANewPassword()
    {
        var email = NewEmail();
        await using var visit = await browser.VisitAsync(Shortloop.Address);
        var page = visit.Page;
        await page.GotoAsync("/");
        await page.GetByRole(AriaRole.Link, new() { Name = "Create an account" }).ClickAsync();

        // What the server has against a field stands under it, and the field has the focus.
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.Password().FillAsync("short");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("This has to be ticked").WaitForAsync();
        await page.GetByLabel("I agree to the terms").CheckAsync();
        await page.Button("Create account").ClickAsync();
        await page.GetByText("Choose a password of at least 10 characters.").WaitForAsync();
        await Assertions.Expect(page.Password()).ToBeFocusedAsync();

        await page.GetByLabel("Name").FillAsync("Mara <b>Winter</b>");
        await page.Password().FillAsync(Person.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Heading("Look into your inbox").WaitForAsync();
        Assert.Equal($"http://127.0.0.1:{Shortloop.Port + 1}/mail", await page.GetByRole(AriaRole.Link, new() { Name = "Read it in the sandbox" }).GetAttributeAsync("href"));

        await page.GotoAsync(await LinkAsync(email, 1));
        await page.Password().FillAsync("not the password at all");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("That isn’t the password you chose").WaitForAsync();
        await page.Password().FillAsync(Person.Password);
        await page.Keyboard.PressAsync("Enter");
        await page.Heading("Videos").WaitForAsync();

        await page.GetByRole(AriaRole.Button, new() { Name = "Mara <b>Winter</b>" }).ClickAsync();
        await page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.Heading("Sign in").WaitForAsync();

        await page.GetByRole(AriaRole.Link, new() { Name = "Forgot your password?" }).ClickAsync();
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.Keyboard.PressAsync("Enter");
        await page.Heading("Look into your inbox").WaitForAsync();
        await page.GotoAsync(await LinkAsync(email, 2));
        await page.GetByLabel("New password", new() { Exact = true }).FillAsync("quite another one");
        await page.Keyboard.PressAsync("Enter");
        await page.GetByText("Your password is changed").WaitForAsync();
        await page.SignInAsync(email, Person.Password);
        await page.GetByText("E-mail or password is wrong.").WaitForAsync();
        await page.SignInAsync(email, "quite another one");
        await page.Heading("Videos").WaitForAsync();

        visit.AssertOnlyRefusals();
    }

    [Fact]
    public async Task Session_AccessTokenGoneInTwoTabs_GoesOnInBothAndEndsInBoth()
    {
        using var mara = await Person.SignedUpAsync(Shortloop, NewEmail());
        await using var visit = await browser.VisitAsync(Shortloop.Address);
        var page = visit.Page;
        await page.GotoAsync("/accounts");
        await page.SignInAsync(mara.Email, Person.Password);
        await page.Heading("Your accounts elsewhere").WaitForAsync();
        // What the page asks for by itself is not what is counted.
        await page.GotoAsync("about:blank");
        var second = await page.Context.NewPageAsync();
        var renewals = new ConcurrentQueue<int>();
        page.Context.Response += (_, response) =>
        {
            if (response.Url.EndsWith("/auth/refresh", StringComparison.Ordinal))
                renewals.Enqueue(response.Status);
        };

        // As after a quarter of an hour, in both tabs at the same instant: the first two calls go out together.
        await page.Context.ClearCookiesAsync(new() { Name = "shortloop_access" });
        var waiting = 0;
        var both = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await page.Context.RouteAsync("**/api/v1/me", async route =>
        {
            if (Interlocked.Increment(ref waiting) == 2)
                both.SetResult();
            await both.Task;
            await route.ContinueAsync();
        });
        await Task.WhenAll(page.GotoAsync("/account/sessions"), second.GotoAsync("/account/organisations"));
        await page.GetByText("This device").WaitForAsync();
        await second.GetByText("You work here").WaitForAsync();
        // Once; or twice one after the other, because browsers tell a tab in another process of changed storage a moment late.
        // Never side by side: a token that comes twice is answered 409 or ends the session.
        Assert.InRange(renewals.Count, 1, 2);
        Assert.All(renewals, status => Assert.Equal(200, status));

        await page.GetByRole(AriaRole.Button, new() { Name = "Mara, Mara" }).ClickAsync();
        await page.GetByRole(AriaRole.Banner).GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();
        await page.Heading("Sign in").WaitForAsync();
        await second.Heading("Sign in").WaitForAsync();
        await second.SignInAsync(mara.Email, Person.Password);
        await second.Heading("Organisations").WaitForAsync();
    }

    [Fact]
    public async Task Session_EndedFromAnotherDevice_LeadsToTheSignInAndBack()
    {
        using var phone = await Person.SignedUpAsync(Shortloop, NewEmail());
        await using var visit = await browser.VisitAsync(Shortloop.Address);
        var page = visit.Page;
        await page.GotoAsync("/account/sessions");
        await page.SignInAsync(phone.Email, Person.Password);
        await page.GetByText("This device").WaitForAsync();

        var other = (await phone.ReadAsync("me/sessions"))["items"]!.AsArray().Single(session => !(bool)session!["current"]!)!;
        Person.Expect(HttpStatusCode.NoContent, await phone.SendAsync(HttpMethod.Delete, $"me/sessions/{other["id"]}", null, null));
        await page.GetByRole(AriaRole.Link, new() { Name = "Organisations" }).ClickAsync();
        await page.Heading("Sign in").WaitForAsync();
        await page.SignInAsync(phone.Email, Person.Password);
        await page.Heading("Organisations").WaitForAsync();
    }

    [Fact]
    public async Task Invitation_OpenedSignedOut_IsAcceptedAfterTheSignIn()
    {
        using var owner = await Person.SignedUpAsync(Shortloop, NewEmail());
        using var guest = await Person.SignedUpAsync(Shortloop, NewEmail());
        await using var host = await browser.VisitAsync(Shortloop.Address);
        await host.Page.GotoAsync("/account/organisations");
        await host.Page.SignInAsync(owner.Email, Person.Password);
        await host.Page.GetByLabel("Name").FillAsync("Northlight");
        await host.Page.Keyboard.PressAsync("Enter");
        await host.Page.GetByRole(AriaRole.Link, new() { Name = "Northlight" }).ClickAsync();
        // Only a paid tier has room for two.
        var org = (await owner.ReadAsync("orgs"))["items"]!.AsArray().Single(one => (string)one!["name"]! == "Northlight")!;
        await new Buyer(Shortloop, owner, (string)org["id"]!).SubscribeAsync("pro");
        await host.Page.GetByLabel("E-mail").FillAsync(guest.Email);
        await host.Page.GetByLabel("Role", new() { Exact = true }).SelectOptionAsync("viewer");
        await host.Page.GetByRole(AriaRole.Button, new() { Name = "Invite", Exact = true }).ClickAsync();
        await host.Page.GetByRole(AriaRole.List, new() { Name = "Open invitations" }).GetByText(guest.Email).WaitForAsync();

        await using var visit = await browser.VisitAsync(Shortloop.Address, 390, ColorScheme.Dark);
        var page = visit.Page;
        var asked = new List<string>();
        page.Request += (_, request) => asked.Add(request.Url);
        var link = await LinkAsync(guest.Email, 2);
        await page.GotoAsync(link);
        await page.GetByText("An invitation waits for you").WaitForAsync();
        await page.SignInAsync(guest.Email, Person.Password);
        await page.GetByRole(AriaRole.Button, new() { Name = "Accept the invitation" }).ClickAsync();

        await page.Heading("Northlight").WaitForAsync();
        await page.GetByRole(AriaRole.List, new() { Name = "Members" }).GetByText(owner.Email).WaitForAsync();
        Assert.Equal(0, await page.GetByRole(AriaRole.Button, new() { Name = "Invite" }).CountAsync());
        // The address on the way holds the token only where no server sees it.
        Assert.DoesNotContain(asked, url => url.Split('#')[0].Contains(link.Split('#')[1], StringComparison.Ordinal));
        Assert.Equal(0, await visit.SidewaysAsync());
        visit.AssertOnlyRefusals();
    }

    [Theory]
    [InlineData(390, ColorScheme.Light)]
    [InlineData(1280, ColorScheme.Dark)]
    public async Task Pages_OnPhoneAndDesk_FitTheWindow(int width, ColorScheme theme)
    {
        using var mara = await Person.SignedUpAsync(Shortloop, NewEmail());
        await using var visit = await browser.VisitAsync(Shortloop.Address, width, theme);
        foreach (var (path, heading) in new[] { ("/signup", "Create your account"), ("/forgot", "Forgot your password?"), ("/reset#x", "A new password"), ("/verify#x", "Confirm your address"), ("/login", "Sign in") })
            await FitsAsync(path, heading);
        await visit.Page.SignInAsync(mara.Email, Person.Password);
        await visit.Page.Heading("Videos").WaitForAsync();
        foreach (var (path, heading) in new[] { ("/account", "Profile"), ("/account/sessions", "Sessions"), ("/account/organisations", "Organisations"), ("/join#x.y", "Join the organisation") })
            await FitsAsync(path, heading);

        async Task FitsAsync(string path, string heading)
        {
            await visit.Page.GotoAsync(path);
            await visit.Page.Heading(heading).WaitForAsync();
            await visit.PictureAsync($"{path.Split('#')[0].Trim('/').Replace('/', ' ')} {width} {theme}");
            Assert.Equal(0, await visit.SidewaysAsync());
        }
    }

    private static string NewEmail() => $"person-{Guid.NewGuid():N}@example.com";

    private async Task<string> LinkAsync(string email, int count) =>
        (await Shortloop.Sandbox.MailAsync(email, count, () => Shortloop.Logs)).Split('\n').Single(line => line.StartsWith("http", StringComparison.Ordinal)).Trim();
}
