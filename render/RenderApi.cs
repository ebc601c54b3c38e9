using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Shortloop.Core;
using Shortloop.Core.Edits;

namespace Shortloop.Render;

/// <summary>The order is no longer ours: a newer attempt has taken over, or the job is finished, cancelled or gone.</summary>
internal sealed class VoidOrderException() : Exception("The order is void.");

/// <summary>The calls back of one order. Our own refusal of the token or the job is a <see cref="VoidOrderException"/>; everything else that fails is tried again.</summary>
internal sealed class RenderApi(HttpClient http, RenderOrder order, Retrying retrying)
{
    private static readonly object Nothing = new();

    public async Task<RenderAssignment> ClaimAsync(CancellationToken cancellation) =>
        await retrying.RunAsync(stop => PostAsync<RenderAssignment>("claim", Nothing, stop), cancellation);

    /// <summary>Tried once: the next report is at most seconds away.</summary>
    public Task<RenderDirective> ReportAsync(RenderReport report, CancellationToken cancellation) =>
        PostAsync<RenderDirective>("progress", report, cancellation);

    public async Task FinishAsync(RenderResult result, CancellationToken cancellation) =>
        await retrying.RunAsync(stop => SendAsync("finished", result, stop), cancellation);

    private async Task<T> PostAsync<T>(string what, object body, CancellationToken cancellation)
    {
        try
        {
            var text = await SendAsync(what, body, cancellation);
            return JsonSerializer.Deserialize<T>(text, RenderJson.Options) ?? throw Unclear(what, null);
        }
        catch (JsonException error)
        {
            throw Unclear(what, error);
        }
    }

    private async Task<string> SendAsync(string what, object body, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{order.Callback}/{what}");
        request.Headers.Add(RenderOrder.TokenHeader, order.Token);
        request.Content = JsonContent.Create(body, body.GetType(), options: RenderJson.Options);
        try
        {
            using var response = await http.SendAsync(request, cancellation);
            if (response.IsSuccessStatusCode) return await response.Content.ReadAsStringAsync(cancellation);
            throw await IsRefusedAsync(response, cancellation)
                ? new VoidOrderException()
                : new TransientException("callback_refused", $"The call back '{what}' was answered with HTTP {(int)response.StatusCode}.", response.Headers.RetryAfter?.Delta);
        }
        catch (Exception error) when (error is HttpRequestException or IOException || (error is OperationCanceledException && !cancellation.IsCancellationRequested))
        {
            throw new TransientException("callback_unreachable", $"The call back '{what}' could not be made.", inner: error);
        }
    }

    /// <summary>A front end that doesn't know the way to the app, or who may use it, says 401 and 404, too. Ours come with a code.</summary>
    private static async Task<bool> IsRefusedAsync(HttpResponseMessage response, CancellationToken cancellation) => response.StatusCode switch
    {
        HttpStatusCode.Conflict or HttpStatusCode.Gone => true,
        HttpStatusCode.Unauthorized or HttpStatusCode.NotFound => HasCode(await response.Content.ReadAsStringAsync(cancellation)),
        _ => false,
    };

    private static bool HasCode(string body)
    {
        try
        {
            using var json = JsonDocument.Parse(body);
            return json.RootElement is { ValueKind: JsonValueKind.Object } problem && problem.TryGetProperty("code", out var code) && code.ValueKind == JsonValueKind.String;
        }
        catch (JsonException)
        {
            return false;
        }
    }

    private static TransientException Unclear(string what, Exception? error) =>
        new("callback_unclear", $"The answer to the call back '{what}' was not understood.", inner: error);
}
