using System.Net;
using System.Net.Http.Headers;

namespace Shortloop.EndToEnd.Rig;

internal sealed record SentEvent(string Id, string Kind, string Data);

/// <summary>Reads the event stream as a browser does: keeps the last id, also of a block without data, and resumes with it.</summary>
internal sealed class EventReader(Uri address, string? token = null) : IDisposable
{
    private readonly HttpClient _http = new() { BaseAddress = address, Timeout = Timeout.InfiniteTimeSpan };

    public string? LastId { get; private set; }

    /// <summary>Reads one stream until it ends, breaks, or <paramref name="goOn"/> says that it is enough; half a block is forgotten.</summary>
    /// <returns>The answer's status; null: there was no answer.</returns>
    public async Task<HttpStatusCode?> ReadAsync(Func<SentEvent, bool> goOn, Action? connected = null, CancellationToken cancellation = default)
    {
        try
        {
            using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/events");
            if (LastId is not null)
                request.Headers.TryAddWithoutValidation("Last-Event-ID", LastId);
            if (token is not null)
                request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
            using var answer = await _http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellation);
            if (answer.IsSuccessStatusCode)
                await ReadBlocksAsync(answer, goOn, connected, cancellation);
            return answer.StatusCode;
        }
        catch (Exception broken) when (broken is HttpRequestException or IOException)
        {
            return null;
        }
    }

    public void Dispose() => _http.Dispose();

    private async Task ReadBlocksAsync(HttpResponseMessage answer, Func<SentEvent, bool> goOn, Action? connected, CancellationToken cancellation)
    {
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync(cancellation));
        string? id = null, kind = null, data = null;
        while (await lines.ReadLineAsync(cancellation) is { } line)
        {
            if (line.Length > 0)
            {
                var (name, value) = line.Split(": ", 2) is [var field, var rest] ? (field, rest) : (line, "");
                (id, kind, data) = name switch
                {
                    "id" => (value, kind, data),
                    "event" => (id, value, data),
                    "data" => (id, kind, value),
                    _ => (id, kind, data),
                };
                continue;
            }

            LastId = id ?? LastId;
            connected?.Invoke();
            connected = null;
            if (data is not null && !goOn(new SentEvent(id!, kind!, data)))
                return;
            (id, kind, data) = (null, null, null);
        }
    }
}
