using System.Net;
using System.Net.Http.Json;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Gemini;

/// <summary>
/// Veo over the Gemini API: <c>models/MODEL:predictLongRunning</c>, then the operation, then the film, which is fetched with the key and behind
/// redirects. By public descriptions of the protocol; not tried against the service itself, so that these are open: whether
/// <c>durationSeconds</c> is wanted as a number (sent so) or as text, which lengths a model takes (4, 6 or 8 sent), and its prices.
/// </summary>
/// <param name="http">From <see cref="CreateHttpClient"/>.</param>
public sealed class GeminiVideoGenerator(HttpClient http, GeminiOptions options, TimeProvider time) : IVideoGenerator
{
    private const int MostBytes = 100 * 1024 * 1024;
    private const int MostRedirects = 3;
    private static readonly int[] Lengths = [4, 6, 8];

    /// <summary>Without a timeout of its own, and without redirects, since it would take the key along to wherever they lead.</summary>
    public static HttpClient CreateHttpClient() => new(new SocketsHttpHandler { AllowAutoRedirect = false }) { Timeout = Timeout.InfiniteTimeSpan };

    public int SecondsFor(double wished) => Lengths.MinBy(length => Math.Abs(length - wished));

    public async Task<string> OrderAsync(VideoOrder order, CancellationToken cancellation)
    {
        using HttpRequestMessage request = Request(HttpMethod.Post, At($"v1beta/models/{Uri.EscapeDataString(options.VideoModel)}:predictLongRunning"));
        request.Content = JsonContent.Create(new
        {
            instances = new[] { new { prompt = order.Prompt } },
            parameters = new { aspectRatio = "9:16", durationSeconds = order.Seconds, resolution = "720p" },
        });
        return (await SendAsync(request, cancellation)).Name is { } name && IsHandle(name) ? name : throw Unreadable();
    }

    public async Task<VideoProgress> AskAsync(string handle, CancellationToken cancellation)
    {
        if (!IsHandle(handle))
            throw Unreadable();
        using HttpRequestMessage request = Request(HttpMethod.Get, At("v1beta/" + handle));
        WireOperation operation = await SendAsync(request, cancellation);
        WireVideos? made = operation.Response?.GenerateVideoResponse;
        return (operation.Done, operation.Error, made?.GeneratedSamples?.FirstOrDefault()?.Video?.Uri) switch
        {
            (false, _, _) => new VideoProgress(false),
            (_, { } error, _) => new VideoProgress(true, Failure: Short(error.Message) ?? error.Status),
            (_, _, { } film) => new VideoProgress(true, film),
            _ => new VideoProgress(true, Failure: Short(made?.RaiMediaFilteredReasons?.FirstOrDefault())),
        };
    }

    public async Task<byte[]> FetchAsync(string film, CancellationToken cancellation)
    {
        if (!Uri.TryCreate(film, UriKind.Absolute, out Uri? at) || !IsOurs(at))
            throw new PermanentException("model_misconfigured", "Gemini names a film that lies somewhere else.");
        return await GuardAsync(async stop =>
        {
            for (int i = 0; i <= MostRedirects; i++)
            {
                // The key goes to the service alone.
                using HttpRequestMessage request = IsOurs(at) ? Request(HttpMethod.Get, at) : new HttpRequestMessage(HttpMethod.Get, at);
                using HttpResponseMessage response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, stop);
                if ((int)response.StatusCode is >= 300 and < 400 && response.Headers.Location is { } next)
                {
                    at = new Uri(at, next);
                    if (at.Scheme != Uri.UriSchemeHttps && !IsOurs(at))
                        throw Unreadable();
                    continue;
                }

                return response.StatusCode == HttpStatusCode.OK
                    ? await ReadAsync(response, stop)
                    : throw GeminiVideoErrors.From(response.StatusCode, Wire.Read<ErrorAnswer>(await response.Content.ReadAsStringAsync(stop))?.Error);
            }

            throw Unreadable();
        }, cancellation);
    }

    private static async Task<byte[]> ReadAsync(HttpResponseMessage response, CancellationToken stop)
    {
        await using Stream content = await response.Content.ReadAsStreamAsync(stop);
        using var whole = new MemoryStream();
        byte[] piece = new byte[64 * 1024];
        for (int length; (length = await content.ReadAsync(piece, stop)) > 0;)
        {
            if (whole.Length + length > MostBytes)
                throw new PermanentException("video_too_large", "The provider made a video of more than 100 MB. Ask for a simpler one.");
            whole.Write(piece, 0, length);
        }

        return whole.ToArray();
    }

    private Task<WireOperation> SendAsync(HttpRequestMessage request, CancellationToken cancellation) => GuardAsync(async stop =>
    {
        using HttpResponseMessage response = await http.SendAsync(request, stop);
        string text = await response.Content.ReadAsStringAsync(stop);
        if (response.StatusCode != HttpStatusCode.OK)
            throw GeminiVideoErrors.From(response.StatusCode, Wire.Read<ErrorAnswer>(text)?.Error);
        return Wire.Read<WireOperation>(text) ?? throw Unreadable();
    }, cancellation);

    private async Task<T> GuardAsync<T>(Func<CancellationToken, Task<T>> call, CancellationToken cancellation)
    {
        using var deadline = new CancellationTokenSource(options.Timeout, time);
        using var limited = CancellationTokenSource.CreateLinkedTokenSource(cancellation, deadline.Token);
        try
        {
            return await call(limited.Token);
        }
        catch (OperationCanceledException late) when (!cancellation.IsCancellationRequested)
        {
            throw new TransientException("model_unavailable", "The model did not answer in time.", null, late);
        }
        catch (Exception cut) when (cut is HttpRequestException or IOException)
        {
            throw new TransientException("model_unavailable", "The connection to the model broke.", null, cut);
        }
    }

    private HttpRequestMessage Request(HttpMethod method, Uri at)
    {
        var request = new HttpRequestMessage(method, at);
        request.Headers.Add("x-goog-api-key", options.ApiKey);
        return request;
    }

    private bool IsOurs(Uri at) => at.GetLeftPart(UriPartial.Authority) == options.Base.GetLeftPart(UriPartial.Authority);

    /// <summary>As the service names operations; it becomes part of an address.</summary>
    private static bool IsHandle(string name) =>
        name.Length is > 0 and <= 300 && name.StartsWith("models/", StringComparison.Ordinal) && !name.Contains("..", StringComparison.Ordinal)
        && name.All(c => char.IsAsciiLetterOrDigit(c) || c is '/' or '-' or '_' or '.');

    private static string? Short(string? text) => text is { Length: > 300 } ? text[..300] : text;

    private static TransientException Unreadable() => new("model_unavailable", "Gemini's answer could not be read.");

    private Uri At(string path) => new(options.Base.ToString().TrimEnd('/') + "/" + path);
}
