using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Shortloop.Core;

namespace Shortloop.Adapters.YouTube;

/// <summary>Sends one call and reads one answer; whatever goes wrong comes out as one of the port's errors, or as what YouTube said.</summary>
internal sealed class YouTubeHttp(HttpClient http, YouTubeOptions options, QuotaBudget budget, TimeProvider time, ILogger logger, PortErrors port)
{
    /// <param name="path">Below <c>youtube/v3/</c>, with its query.</param>
    /// <param name="cost">Units; null: one search.</param>
    /// <param name="accessToken">Null: by key.</param>
    /// <param name="expects">YouTube's reasons that the caller knows the meaning of.</param>
    /// <exception cref="YouTubeRefusalException">One of them came.</exception>
    public async Task<T> CallAsync<T>(
        string operation, string path, int? cost, string? accessToken, CancellationToken cancellation, IReadOnlyList<string>? expects = null)
        where T : class
    {
        byte[] body = await DownloadAsync(operation, path, cost, accessToken, cancellation, expects);
        return Read<T>(body) ?? throw Unavailable(operation, "an answer that could not be read");
    }

    /// <inheritdoc cref="CallAsync"/>
    public async Task<byte[]> DownloadAsync(
        string operation, string path, int? cost, string? accessToken, CancellationToken cancellation, IReadOnlyList<string>? expects = null)
    {
        if (accessToken is null && options.ApiKey is null)
            throw port.Refused("YouTube needs an API key for this (SHORTLOOP_YOUTUBE_API_KEY).");
        budget.Spend(cost, port);
        using var request = new HttpRequestMessage(HttpMethod.Get, Join(options.ApiBase, "youtube/v3/" + path));
        // In a header: addresses end up in logs.
        if (accessToken is null)
            request.Headers.Add("X-Goog-Api-Key", options.ApiKey);
        else
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", accessToken);
        (HttpStatusCode status, TimeSpan? retryAfter, byte[] body) = await SendAsync(operation, request, cancellation);
        return status == HttpStatusCode.OK ? body : throw Refusal(operation, status, retryAfter, body, accessToken is not null, cost is null, expects ?? []);
    }

    /// <summary>A form to the token endpoints; the answer whatever its status.</summary>
    public async Task<(HttpStatusCode Status, TimeSpan? RetryAfter, TokenAnswer? Answer)> FormAsync(
        string operation, string path, Dictionary<string, string> form, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, Join(options.TokenBase, path)) { Content = new FormUrlEncodedContent(form) };
        (HttpStatusCode status, TimeSpan? retryAfter, byte[] body) = await SendAsync(operation, request, cancellation);
        TokenAnswer? answer = Read<TokenAnswer>(body);
        if (status != HttpStatusCode.OK)
            Logs.Refused(logger, operation, (int)status, answer?.Error ?? "no reason");
        return (status, retryAfter, answer);
    }

    /// <summary>A public page of youtube.com.</summary>
    /// <returns>Null: there is nothing, or nothing for the public.</returns>
    public async Task<byte[]?> PageAsync(string operation, string path, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, Join(options.WwwBase, path));
        request.Headers.UserAgent.ParseAdd("Shortloop/1.0");
        (HttpStatusCode status, TimeSpan? retryAfter, byte[] body) = await SendAsync(operation, request, cancellation);
        if (status == HttpStatusCode.OK)
            return body;
        Logs.Refused(logger, operation, (int)status, "public page");
        return (int)status is 400 or 401 or 403 or 404 or 410
            ? null
            : throw YouTubeErrors.From(status, "no reason", null, retryAfter, asPerson: false, port);
    }

    public static T? Read<T>(byte[] body)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(body, Wire.Json);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private Exception Refusal(
        string operation, HttpStatusCode status, TimeSpan? retryAfter, byte[] body, bool asPerson, bool search, IReadOnlyList<string> expects)
    {
        WireError? error = Read<ErrorAnswer>(body)?.Error;
        string reason = error?.Errors is [{ Reason: { } first }, ..] ? first : "no reason";
        Logs.Refused(logger, operation, (int)status, reason);
        if (reason is "quotaExceeded" or "dailyLimitExceeded")
        {
            Logs.UsedUp(logger, search ? "searches" : "units", budget.NextReset);
            return budget.Exhausted(search, port);
        }

        if (expects.Contains(reason))
            return new YouTubeRefusalException(status, reason, error?.Message);
        return YouTubeErrors.From(status, reason, error?.Message, retryAfter, asPerson, port);
    }

    private async Task<(HttpStatusCode Status, TimeSpan? RetryAfter, byte[] Body)> SendAsync(
        string operation, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.CallTimeout, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using HttpResponseMessage response = await http.SendAsync(request, limited.Token);
            return (response.StatusCode, YouTubeErrors.RetryAfter(response.Headers, time), await response.Content.ReadAsByteArrayAsync(limited.Token));
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable(operation, "no answer in time", late);
        }
        catch (HttpRequestException cut)
        {
            throw Unavailable(operation, $"a broken connection ({cut.HttpRequestError})", cut);
        }
    }

    private TransientException Unavailable(string operation, string reason, Exception? inner = null)
    {
        Logs.Unanswered(logger, operation, reason);
        return port.Unavailable($"YouTube gave {reason} to {operation}.", inner: inner);
    }

    private static Uri Join(Uri start, string path) => new(start.ToString().TrimEnd('/') + "/" + path);
}
