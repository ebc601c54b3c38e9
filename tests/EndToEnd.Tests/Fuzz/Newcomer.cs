using System.Net;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Fuzz;

/// <summary>Somebody who has just signed up, through the mailed link.</summary>
internal static class Newcomer
{
    /// <returns>Their access token; null: malformed cases have used up what this address may try, for a while.</returns>
    public static async Task<string?> SignUpAsync(Installation shortloop)
    {
        const string password = "four words not together";
        var email = $"{Guid.NewGuid():N}@fuzz.example";
        var asked = await shortloop.Api.SendAsync(HttpMethod.Post, "v1/auth/register", new { email, password, name = "Newcomer" });
        if (asked.Status == HttpStatusCode.TooManyRequests)
            return null;
        var mail = await shortloop.Sandbox.MailAsync(email, 1, () => shortloop.Logs);
        var token = mail.Split('#')[1].Split('\n')[0].Trim();
        var entered = await shortloop.Api.SendAsync(HttpMethod.Post, "v1/auth/verify", new { token, password });
        return entered.Status == HttpStatusCode.TooManyRequests ? null : (string)entered.Body!["accessToken"]!;
    }
}
