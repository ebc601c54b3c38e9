using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.ServiceBus;

/// <summary>
/// Queues over the Service Bus REST protocol, the same towards Azure and towards the embedded broker.
/// Beyond the port's outcomes: a body over 256 KB is a permanent <c>message_too_large</c>, any other 4xx a permanent <c>message_refused</c>.
/// </summary>
public sealed class ServiceBusRestQueue : IQueue, IDisposable
{
    private const int MaxBody = 256 * 1024;
    private const int MaxWaitSeconds = 60;

    // Where Service Bus' own clients put a message's trace, and look for it.
    private const string Trace = "Diagnostic-Id";

    // What a call may take beyond the wait it asked for.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly Uri endpoint;
    private readonly Authorizations authorizations;
    private readonly HttpClient http;

    public ServiceBusRestQueue(ServiceBusQueueOptions options, TimeProvider clock)
    {
        if (options.Problems() is { Count: > 0 } problems)
            throw new ArgumentException(string.Join(' ', problems), nameof(options));
        endpoint = new Uri(options.Endpoint.GetLeftPart(UriPartial.Authority) + "/");
        authorizations = Authorizations.Create(options, clock);
        // Long polls outlive the default time-out; every call has its own below.
        http = new HttpClient(new SocketsHttpHandler { PooledConnectionLifetime = TimeSpan.FromMinutes(5) }) { Timeout = Timeout.InfiniteTimeSpan };
    }

    public async Task SendAsync(string queue, QueueMessage message, CancellationToken cancellation)
    {
        var body = Encoding.UTF8.GetBytes(message.Body);
        if (body.Length > MaxBody)
            throw ServiceBusErrors.TooLarge(queue);
        var properties = new BrokerProperties
        {
            MessageId = message.Id,
            ScheduledEnqueueTimeUtc = message.NotBefore is { } at ? BrokerProperties.Instant(at) : null,
        };
        using var request = new HttpRequestMessage(HttpMethod.Post, At(queue, "messages")) { Content = new ByteArrayContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json", "utf-8");
        request.Headers.Add("BrokerProperties", properties.ToHeader());
        if (Activity.Current is { Recorded: true, IdFormat: ActivityIdFormat.W3C, Id: { } span })
            request.Headers.Add(Trace, $"\"{span}\"");
        using var response = await CallAsync(queue, request, Patience, cancellation);
        if (!response.IsSuccessStatusCode)
            throw ServiceBusErrors.Refusal(queue, response);
    }

    public async Task<LockedMessage?> ReceiveAsync(string queue, TimeSpan wait, CancellationToken cancellation)
    {
        var seconds = (int)Math.Clamp(Math.Ceiling(wait.TotalSeconds), 0, MaxWaitSeconds);
        var address = At(queue, $"messages/head?timeout={seconds.ToString(CultureInfo.InvariantCulture)}");
        using var request = new HttpRequestMessage(HttpMethod.Post, address) { Content = new ByteArrayContent([]) };
        using var response = await CallAsync(queue, request, TimeSpan.FromSeconds(seconds) + Patience, cancellation);
        if (response.StatusCode == HttpStatusCode.NoContent)
            return null;
        if (!response.IsSuccessStatusCode)
            throw ServiceBusErrors.Refusal(queue, response);
        return await MessageAsync(queue, response, cancellation);
    }

    public Task<bool> CompleteAsync(string queue, LockedMessage message, CancellationToken cancellation) =>
        SettleAsync(HttpMethod.Delete, queue, message, cancellation);

    public Task<bool> AbandonAsync(string queue, LockedMessage message, CancellationToken cancellation) =>
        SettleAsync(HttpMethod.Put, queue, message, cancellation);

    public Task<bool> RenewAsync(string queue, LockedMessage message, CancellationToken cancellation) =>
        SettleAsync(HttpMethod.Post, queue, message, cancellation);

    public void Dispose() => http.Dispose();

    private async Task<bool> SettleAsync(HttpMethod method, string queue, LockedMessage message, CancellationToken cancellation)
    {
        var address = At(queue, $"messages/{Uri.EscapeDataString(message.Id)}/{Uri.EscapeDataString(message.LockToken)}");
        using var request = new HttpRequestMessage(method, address) { Content = new ByteArrayContent([]) };
        using var response = await CallAsync(queue, request, Patience, cancellation);
        // Gone is said of locks too; the queue itself was there when the message came from it.
        if (response.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.Gone)
            return false;
        return response.IsSuccessStatusCode ? true : throw ServiceBusErrors.Refusal(queue, response);
    }

    private static async Task<LockedMessage> MessageAsync(string queue, HttpResponseMessage response, CancellationToken cancellation)
    {
        try
        {
            var body = await response.Content.ReadAsStringAsync(cancellation);
            var properties = response.Headers.TryGetValues("BrokerProperties", out var values) ? BrokerProperties.Parse(string.Join(',', values)) : null;
            if (properties is { MessageId: { } id, LockToken: { } token })
                return new LockedMessage(
                    id, body, token, BrokerProperties.Instant(properties.LockedUntilUtc) ?? DateTimeOffset.MinValue, properties.DeliveryCount ?? 1,
                    BrokerProperties.Instant(properties.EnqueuedTimeUtc), Custom(response, "DeadLetterReason"), Custom(response, Trace));
        }
        catch (Exception error) when (error is JsonException or HttpRequestException or IOException)
        {
            throw ServiceBusErrors.Unavailable($"Queue '{queue}' broke off its answer.", inner: error);
        }
        throw ServiceBusErrors.Unavailable($"Queue '{queue}' sent a message without an id or a lock.");
    }

    // Custom properties are headers of their own; texts come in quotes.
    private static string? Custom(HttpResponseMessage response, string name) =>
        response.Headers.TryGetValues(name, out var values) ? string.Join(',', values).Trim('"') : null;

    private async Task<HttpResponseMessage> CallAsync(string queue, HttpRequestMessage request, TimeSpan patience, CancellationToken cancellation)
    {
        request.Headers.Authorization = await authorizations.ForAsync(At(queue, ""), cancellation);
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        limit.CancelAfter(patience);
        try
        {
            return await http.SendAsync(request, limit.Token);
        }
        catch (HttpRequestException error)
        {
            throw ServiceBusErrors.Unavailable($"Queue '{queue}' cannot be reached.", inner: error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw ServiceBusErrors.Unavailable($"Queue '{queue}' did not answer in time.", inner: error);
        }
    }

    private Uri At(string queue, string rest) => new(endpoint, rest.Length == 0 ? queue : $"{queue}/{rest}");
}
