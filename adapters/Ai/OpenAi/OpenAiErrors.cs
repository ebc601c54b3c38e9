using System.ClientModel;
using System.ClientModel.Primitives;
using System.Globalization;
using System.Text.Json;
using System.Text.RegularExpressions;
using Shortloop.Core;

namespace Shortloop.Adapters.OpenAi;

/// <summary>
/// Turns the SDK's failures into the port's. The service's own message is left out: it may repeat part of the key or of the prompt.
/// </summary>
internal static partial class OpenAiErrors
{
    public static async Task<T> GuardAsync<T>(Func<Task<T>> call, TimeProvider time, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (ClientResultException failure) when (failure.Status != 0)
        {
            throw From(failure, time);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable("The model did not answer in time.", late);
        }
        catch (Exception cut) when (cut is ClientResultException or HttpRequestException or IOException or AggregateException)
        {
            throw Unavailable("The connection to the model broke.", cut);
        }
        catch (Exception broken) when (broken is JsonException or FormatException or InvalidOperationException or KeyNotFoundException)
        {
            throw Unavailable("The model's answer could not be read.", broken);
        }
    }

    public static PermanentException Refused() => new("model_refused", "The model refused to answer this request.");

    private static WorkException From(ClientResultException failure, TimeProvider time)
    {
        var (code, message) = Body(failure.GetRawResponse());
        var detail = string.Create(CultureInfo.InvariantCulture, $"HTTP {failure.Status}, {code ?? "no code"}");
        return (failure.Status, code) switch
        {
            (402, _) or (429, "insufficient_quota") => new PermanentException("model_quota", $"The model service's quota is used up ({detail})."),
            (429, _) => new TransientException(
                "model_throttled", $"The model service is throttling ({detail}).", RetryAfter(failure.GetRawResponse(), message, time), failure),
            (400, "content_filter") or (403, "content_filter") => Refused(),
            (401 or 403, _) => Misconfigured($"The model service refuses the key ({detail})."),
            (404, _) => Misconfigured($"The model service does not know the model or the address ({detail})."),
            (408 or 409 or >= 500, _) => new TransientException(
                "model_unavailable", $"The model service is not available ({detail}).", RetryAfter(failure.GetRawResponse(), message, time), failure),
            _ => Misconfigured($"The model service does not take the request ({detail})."),
        };
    }

    private static PermanentException Misconfigured(string message) => new("model_misconfigured", message);

    private static TransientException Unavailable(string message, Exception inner) => new("model_unavailable", message, inner: inner);

    /// <summary>Some compatible services wrap the error in an array, some send a number as the code, some no JSON at all.</summary>
    private static (string? Code, string? Message) Body(PipelineResponse? response)
    {
        try
        {
            using var json = JsonDocument.Parse(response?.Content.ToString() ?? "");
            var root = json.RootElement.ValueKind == JsonValueKind.Array ? json.RootElement[0] : json.RootElement;
            var error = root.GetProperty("error");
            return (Text(error, "code") ?? Text(error, "type"), Text(error, "message"));
        }
        catch (Exception unreadable) when (unreadable is JsonException or KeyNotFoundException or InvalidOperationException or IndexOutOfRangeException)
        {
            return (null, null);
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out var value) && value.ValueKind is JsonValueKind.String or JsonValueKind.Number ? value.ToString() : null;

    private static TimeSpan? RetryAfter(PipelineResponse? response, string? message, TimeProvider time)
    {
        if (Header(response, "retry-after-ms") is { } ms && double.TryParse(ms, CultureInfo.InvariantCulture, out var milliseconds))
            return TimeSpan.FromMilliseconds(milliseconds);
        if (Header(response, "retry-after") is { } text)
        {
            if (double.TryParse(text, CultureInfo.InvariantCulture, out var seconds))
                return TimeSpan.FromSeconds(seconds);
            if (DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, out var at))
                return at > time.GetUtcNow() ? at - time.GetUtcNow() : TimeSpan.Zero;
        }

        // Azure says it in words.
        var words = SecondsInWords().Match(message ?? "");
        return words.Success ? TimeSpan.FromSeconds(int.Parse(words.Groups[1].Value, CultureInfo.InvariantCulture)) : null;
    }

    private static string? Header(PipelineResponse? response, string name) =>
        response is not null && response.Headers.TryGetValue(name, out var value) ? value : null;

    [GeneratedRegex("retry after ([0-9]{1,6}) second", RegexOptions.IgnoreCase)]
    private static partial Regex SecondsInWords();
}
