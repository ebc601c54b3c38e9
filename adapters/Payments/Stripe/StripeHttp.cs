using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Shortloop.Core;

namespace Shortloop.Adapters.Stripe;

/// <param name="ShouldRetry">Stripe's own word on it; null when it says nothing.</param>
internal sealed record StripeReply(HttpStatusCode Status, string Text, string? RequestId, TimeSpan? RetryAfter, bool? ShouldRetry)
{
    public WireError? Error { get; init; }

    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

/// <summary>Sends one call, again if that is worth it, and reads one answer; whatever goes wrong comes out as one of the port's errors.</summary>
internal sealed class StripeHttp(HttpClient http, StripeOptions options, TimeProvider time, ILogger logger)
{
    /// <summary>The shapes in <c>Wire.cs</c> are this version's. The webhook endpoint must be made with the same one (or one of its train).</summary>
    public const string ApiVersion = "2026-07-29.dahlia";

    public Task<T> GetAsync<T>(string operation, string path, CancellationToken cancellation)
        where T : class => ReadAsync<T>(operation, () => Request(HttpMethod.Get, path), cancellation);

    /// <returns>Null: Stripe has no such object.</returns>
    public async Task<T?> FindAsync<T>(string operation, string path, CancellationToken cancellation)
        where T : class
    {
        var reply = await SendAsync(operation, () => Request(HttpMethod.Get, path), cancellation);
        return IsMissing(reply) ? null : Read<T>(operation, reply);
    }

    /// <returns>False: Stripe has no such object (any more).</returns>
    public async Task<bool> DeleteAsync(string operation, string path, CancellationToken cancellation)
    {
        var reply = await SendAsync(operation, () => Request(HttpMethod.Delete, path), cancellation);
        return !IsMissing(reply) && Read<WireDeleted>(operation, reply).Deleted;
    }

    /// <param name="idempotencyKey">1–255 characters; every try carries the same one.</param>
    public async Task<T> PostAsync<T>(
        string operation, string path, IReadOnlyDictionary<string, object?> form, string idempotencyKey, CancellationToken cancellation)
        where T : class, IWireObject
    {
        if (idempotencyKey.Length is 0 or > 255 || idempotencyKey.Any(c => c is < ' ' or > '~'))
            throw new PermanentException("payments_refused", "An idempotency key must be 1 to 255 printable ASCII characters.");
        var body = FormEncoding.Encode(form);
        var reply = await SendAsync(operation, () =>
        {
            var request = Request(HttpMethod.Post, path);
            request.Headers.TryAddWithoutValidation("Idempotency-Key", idempotencyKey);
            request.Content = new StringContent(body, Encoding.UTF8, "application/x-www-form-urlencoded");
            return request;
        }, cancellation);
        var made = Read<T>(operation, reply);
        Logs.Made(logger, operation, made.Id, reply.RequestId);
        return made;
    }

    private async Task<T> ReadAsync<T>(string operation, Func<HttpRequestMessage> request, CancellationToken cancellation)
        where T : class => Read<T>(operation, await SendAsync(operation, request, cancellation));

    private async Task<StripeReply> SendAsync(string operation, Func<HttpRequestMessage> request, CancellationToken cancellation)
    {
        for (var attempt = 1; ; attempt++)
        {
            var (reply, failure) = await TryAsync(operation, request, cancellation);
            if (reply is { IsSuccess: true })
                return reply;
            var pause = RetryPause.Before(attempt + 1, reply?.RetryAfter, options);
            if (!IsWorthAnotherTry(reply) || attempt > options.Retries || pause is null)
                return reply ?? throw failure!;
            Logs.Again(logger, operation, pause.Value, attempt + 1);
            await Task.Delay(pause.Value, time, cancellation);
        }
    }

    /// <summary>Every POST carries a key and the rest only reads or deletes, so nothing can happen twice.</summary>
    private static bool IsWorthAnotherTry(StripeReply? reply) =>
        reply is null
        || (reply.ShouldRetry ?? (reply.Status is HttpStatusCode.Conflict or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout || (int)reply.Status >= 500));

    private async Task<(StripeReply? Reply, TransientException? Failure)> TryAsync(
        string operation, Func<HttpRequestMessage> make, CancellationToken cancellation)
    {
        using var request = make();
        using var deadline = new CancellationTokenSource(options.CallTimeout, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var response = await http.SendAsync(request, limited.Token);
            var reply = ReplyOf(response, await response.Content.ReadAsStringAsync(limited.Token));
            if (!reply.IsSuccess)
                Logs.Refused(logger, operation, (int)reply.Status, reply.Error?.Code ?? reply.Error?.Type ?? "no code", reply.RequestId);
            return (reply, null);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            Logs.Unanswered(logger, operation, "timeout");
            return (null, StripeErrors.Unavailable($"Stripe did not answer {operation} in time.", inner: late));
        }
        catch (HttpRequestException cut)
        {
            Logs.Unanswered(logger, operation, cut.HttpRequestError.ToString());
            return (null, StripeErrors.Unavailable($"The connection to Stripe broke during {operation} ({cut.HttpRequestError}).", inner: cut));
        }
    }

    private StripeReply ReplyOf(HttpResponseMessage response, string text) => new(
        response.StatusCode, text, Header(response, "Request-Id"), RetryPause.Asked(response.Headers, time),
        bool.TryParse(Header(response, "Stripe-Should-Retry"), out var should) ? should : null)
    {
        Error = response.IsSuccessStatusCode ? null : Wire.ErrorIn(text),
    };

    private T Read<T>(string operation, StripeReply reply)
        where T : class
    {
        if (!reply.IsSuccess)
            throw StripeErrors.From(operation, reply);
        try
        {
            return JsonSerializer.Deserialize<T>(reply.Text, Wire.Json) ?? throw new JsonException("The answer is null.");
        }
        catch (JsonException broken)
        {
            Logs.Unanswered(logger, operation, "unreadable answer");
            // Without the inner exception's text: it may quote the answer.
            throw StripeErrors.Unavailable($"Stripe's answer to {operation} could not be read ({broken.Path ?? "not JSON"}, request {reply.RequestId ?? "none"}).");
        }
    }

    private static bool IsMissing(StripeReply reply) => reply.Status == HttpStatusCode.NotFound && reply.Error?.Code == "resource_missing";

    private HttpRequestMessage Request(HttpMethod method, string path)
    {
        var request = new HttpRequestMessage(method, new Uri(options.ApiBase.ToString().TrimEnd('/') + "/v1/" + path));
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", options.ApiKey);
        request.Headers.Add("Stripe-Version", ApiVersion);
        return request;
    }

    private static string? Header(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? values.FirstOrDefault() : null;
}
