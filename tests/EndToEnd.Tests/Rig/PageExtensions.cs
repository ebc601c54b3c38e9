using Microsoft.Playwright;

namespace Shortloop.EndToEnd.Rig;

/// <summary>What every walk through the pages does.</summary>
internal static class PageExtensions
{
    public static ILocator Heading(this IPage page, string name) => page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true });

    public static ILocator Button(this IPage page, string name) => page.GetByRole(AriaRole.Button, new() { Name = name, Exact = true });

    public static ILocator Password(this IPage page) => page.GetByLabel("Password", new() { Exact = true });

    /// <summary>On the page of the sign-in.</summary>
    public static async Task SignInAsync(this IPage page, string email, string password = Person.Password)
    {
        await page.GetByLabel("E-mail").FillAsync(email);
        await page.Password().FillAsync(password);
        await page.Button("Sign in").ClickAsync();
    }

    /// <summary>Browsers complain about every refused call; where refusals are part of the walk, they are no fault.</summary>
    public static void AssertOnlyRefusals(this Visit visit) => Assert.DoesNotContain(
        visit.Complaints, text => !text.Contains("status of 401", StringComparison.Ordinal) && !text.Contains("status of 400", StringComparison.Ordinal));
}
