using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.TikTok;

/// <summary>Sends one call and reads one answer; whatever goes wrong comes out as one of the port's errors.</summary>
internal sealed class TikTokHttp(HttpClient http, TikTokOptions options, TimeProvider time, ILogger logger)
{
    public Uri Open(string path) => Join(options.OpenBase, path);

    public Uri Www(string path) => Join(options.WwwBase, path);

    /// <summary>A call in TikTok's envelope.</summary>
    /// <param name="body">Sent as JSON by POST; a GET when null.</param>
    public async Task<T> CallAsync<T>(string operation, string path, string accessToken, object? body, CancellationToken cancellation)
        where T : class
    {
        using var request = new HttpRequestMessage(body is null ? HttpMethod.Get : HttpMethod.Post, Open(path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        if (body is not null)
            request.Content = new StringContent(JsonSerializer.Serialize(body, Wire.Json), Encoding.UTF8, "application/json");

        var (status, retryAfter, text) = await SendAsync(operation, request, cancellation);
        var answer = Read<Envelope<T>>(operation, status, text);
        if (status == HttpStatusCode.OK && answer is { Error.Code: "ok", Data: { } data })
            return data;
        var error = answer?.Error;
        if (status == HttpStatusCode.OK && error?.Code is null or "ok")
            throw TikTokErrors.Unavailable($"TikTok's answer to {operation} lacks its data.");
        var logId = error?.LogId ?? error?.LogIdOfTheReference;
        Logs.Refused(logger, operation, (int)status, error?.Code ?? "no code", logId);
        throw TikTokErrors.From(status, error?.Code, error?.Message, logId, retryAfter);
    }

    /// <summary>A call to the token endpoint: form in, flat JSON out, and an error may come under HTTP 200.</summary>
    public async Task<TokenAnswer> TokenAsync(string operation, Dictionary<string, string> form, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Open("v2/oauth/token/")) { Content = new FormUrlEncodedContent(form) };
        var (status, retryAfter, text) = await SendAsync(operation, request, cancellation);
        var answer = Read<TokenAnswer>(operation, status, text);
        if (status == HttpStatusCode.OK && answer is { Error: null or "", AccessToken: not null, RefreshToken: not null, OpenId: not null })
            return answer;
        if (status == HttpStatusCode.OK && answer?.Error is null or "")
            throw TikTokErrors.Unavailable($"TikTok's answer to {operation} lacks its tokens.");
        Logs.Refused(logger, operation, (int)status, answer?.Error ?? "no code", answer?.LogId);
        throw TikTokErrors.From(status, answer?.Error, answer?.ErrorDescription, answer?.LogId, retryAfter);
    }

    /// <summary>Success has an empty body or an empty object; an error may come under HTTP 200.</summary>
    public async Task RevokeAsync(Dictionary<string, string> form, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Open("v2/oauth/revoke/")) { Content = new FormUrlEncodedContent(form) };
        var (status, retryAfter, text) = await SendAsync("token revocation", request, cancellation);
        var answer = text.Length == 0 ? null : Read<TokenAnswer>("token revocation", status, text);
        if (status == HttpStatusCode.OK && answer?.Error is null or "")
            return;
        Logs.Refused(logger, "token revocation", (int)status, answer?.Error ?? "no code", answer?.LogId);
        throw TikTokErrors.From(status, answer?.Error, answer?.ErrorDescription, answer?.LogId, retryAfter);
    }

    /// <summary>Sends without reading the body; used for chunks, whose answer is their status.</summary>
    public async Task<HttpStatusCode> PutAsync(string operation, Uri url, HttpContent content, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Put, url) { Content = content };
        return await GuardAsync(operation, options.CallTimeout * 10, async limited =>
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, limited);
            return response.StatusCode;
        }, cancellation);
    }

    private Task<(HttpStatusCode Status, TimeSpan? RetryAfter, string Text)> SendAsync(
        string operation, HttpRequestMessage request, CancellationToken cancellation) =>
        GuardAsync(operation, options.CallTimeout, async limited =>
        {
            using var response = await http.SendAsync(request, limited);
            var text = await response.Content.ReadAsStringAsync(limited);
            return (response.StatusCode, TikTokErrors.RetryAfter(response.Headers, time), text);
        }, cancellation);

    private async Task<T> GuardAsync<T>(string operation, TimeSpan timeout, Func<CancellationToken, Task<T>> send, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(timeout, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            return await send(limited.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            Logs.Unanswered(logger, operation, "timeout");
            throw TikTokErrors.Unavailable($"TikTok did not answer {operation} in time.", inner: late);
        }
        catch (HttpRequestException cut)
        {
            Logs.Unanswered(logger, operation, cut.HttpRequestError.ToString());
            throw TikTokErrors.Unavailable($"The connection to TikTok broke during {operation} ({cut.HttpRequestError}).", inner: cut);
        }
    }

    /// <summary>Null for an error status without a readable body (a proxy's page): the status alone decides then.</summary>
    private T? Read<T>(string operation, HttpStatusCode status, string text)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(text, Wire.Json);
        }
        catch (JsonException broken)
        {
            Logs.Unanswered(logger, operation, "unreadable answer");
            return status == HttpStatusCode.OK
                ? throw TikTokErrors.Unavailable($"TikTok's answer to {operation} could not be read.", inner: broken)
                : null;
        }
    }

    private static Uri Join(Uri start, string path) => new(start.ToString().TrimEnd('/') + "/" + path);
}
