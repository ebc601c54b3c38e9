using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.Logging;
using Shortloop.Core;

namespace Shortloop.Adapters.SignIn;

/// <summary>One answer, whatever its status.</summary>
internal sealed record Reply(HttpStatusCode Status, string Text, HttpResponseHeaders Headers, TimeSpan? RetryAfter)
{
    public bool IsSuccess => (int)Status is >= 200 and < 300;
}

/// <summary>Sends one call and reads one answer; whatever goes wrong comes out as one of the port's errors.</summary>
internal sealed class SignInHttp(string provider, HttpClient http, TimeSpan timeout, TimeProvider time, ILogger logger)
{
    /// <summary>GitHub and Discord refuse calls that don't say who calls.</summary>
    private static readonly ProductInfoHeaderValue Agent = new("Shortloop", "1.0");

    public static Uri Join(Uri start, string path) => new(start.ToString().TrimEnd('/') + "/" + path);

    /// <summary>Exchanges a code.</summary>
    public async Task<TokenAnswer> TokenAsync(Uri url, HttpContent form, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url) { Content = form };
        request.Headers.Accept.Add(new("application/json"));
        var reply = await SendAsync("the code", request, cancellation);
        var answer = Read<TokenAnswer>("the code", reply);
        if (reply.IsSuccess && answer is { Error: null, AccessToken: not null })
            return answer;
        if (reply.IsSuccess && answer?.Error is null)
            throw SignInErrors.Unavailable(provider, $"{provider}'s answer lacks its token.");
        throw Refuse("the code", reply, answer?.Error);
    }

    /// <summary>Reads something of the person's with their token.</summary>
    public Task<Reply> GetAsync(string operation, Uri url, string accessToken, CancellationToken cancellation, params (string Name, string Value)[] headers)
    {
        var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.Authorization = new("Bearer", accessToken);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return SendAsync(operation, request, cancellation);
    }

    public T Expect<T>(string operation, Reply reply)
        where T : class
    {
        var answer = Read<T>(operation, reply);
        if (!reply.IsSuccess)
            throw Refuse(operation, reply, null);
        return answer ?? throw SignInErrors.Unavailable(provider, $"{provider}'s answer to {operation} is empty.");
    }

    /// <summary>Sends, and disposes the request.</summary>
    public async Task<Reply> SendAsync(string operation, HttpRequestMessage request, CancellationToken cancellation)
    {
        using var sent = request;
        sent.Headers.UserAgent.Add(Agent);
        using var deadline = new CancellationTokenSource(timeout, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            using var response = await http.SendAsync(sent, limited.Token);
            var text = await response.Content.ReadAsStringAsync(limited.Token);
            return new(response.StatusCode, text, response.Headers, SignInErrors.RetryAfter(response.Headers, time));
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            Logs.Unanswered(logger, provider, operation, "timeout");
            throw SignInErrors.Unavailable(provider, $"{provider} did not answer in time.", inner: late);
        }
        catch (HttpRequestException cut)
        {
            Logs.Unanswered(logger, provider, operation, cut.HttpRequestError.ToString());
            throw SignInErrors.Unavailable(provider, $"The connection to {provider} broke ({cut.HttpRequestError}).", inner: cut);
        }
    }

    public WorkException Refuse(string operation, Reply reply, string? code)
    {
        Logs.Refused(logger, provider, operation, (int)reply.Status, code ?? "no code");
        return SignInErrors.From(provider, reply.Status, code, reply.RetryAfter);
    }

    /// <summary>Null for an error status without a readable body (a proxy's page): the status alone decides then.</summary>
    private T? Read<T>(string operation, Reply reply)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize<T>(reply.Text, Wire.Json);
        }
        catch (JsonException) when (!reply.IsSuccess)
        {
            return null;
        }
        catch (JsonException broken)
        {
            // Not as the inner exception: its message may quote what was received.
            Logs.Unanswered(logger, provider, operation, $"unreadable answer at byte {broken.BytePositionInLine}");
            throw SignInErrors.Unavailable(provider, $"{provider}'s answer to {operation} could not be read.");
        }
    }
}
