using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd.Fuzz;

/// <summary>Somebody who has just signed up, through the mailed link.</summary>
internal static class Newcomer
{
    /// <returns>Their access token.</returns>
    public static async Task<string> SignUpAsync(Installation shortloop)
    {
        const string password = "four words not together";
        var email = $"{Guid.NewGuid():N}@fuzz.example";
        await shortloop.Api.PostAsync("auth/register", new { email, password, name = "Newcomer" });
        var mail = await shortloop.Sandbox.MailAsync(email, 1, () => shortloop.Logs);
        JsonNode signedIn = await shortloop.Api.PostAsync("auth/verify", new { token = mail.Split('#')[1].Split('\n')[0].Trim(), password });
        return (string)signedIn["accessToken"]!;
    }
}
