using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Sandbox.Control;

/// <summary>One try to deliver a webhook: JSON with the sender's signature in a header of its own.</summary>
internal static class SignedWebhook
{
    private static readonly TimeSpan AnswerWithin = TimeSpan.FromSeconds(10);

    /// <returns>Whether the other side took it; anything but a 2xx in time is a no.</returns>
    public static async Task<bool> PostAsync(
        IHttpClientFactory clients, Uri url, string body, string header, string signature, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
        request.Headers.TryAddWithoutValidation(header, signature);
        try
        {
            using var client = clients.CreateClient();
            client.Timeout = AnswerWithin;
            using var reply = await client.SendAsync(request, cancellation);
            return reply.IsSuccessStatusCode;
        }
        catch (Exception failure) when (failure is HttpRequestException or OperationCanceledException && !cancellation.IsCancellationRequested)
        {
            return false;
        }
    }

    /// <summary>HMAC-SHA256 in lower-case hex, as both Stripe and TikTok write it.</summary>
    public static string Sign(string secret, string message) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), Encoding.UTF8.GetBytes(message)));
}
