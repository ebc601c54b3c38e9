using System.Text.Json;
using Shortloop.Sandbox.Control;
using Shortloop.Sandbox.State;

namespace Shortloop.Sandbox.TikTok;

/// <summary>Signs and delivers what happened, at least once, with growing pauses for 72 hours.</summary>
internal sealed class TikTokWebhooks(SandboxContext sandbox, IHttpClientFactory clients) : IDisposable
{
    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromHours(72);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Nothing is kept while no callback is configured.</summary>
    public static void Enqueue(SandboxState state, string name, string openId, object content, DateTimeOffset dueAt)
    {
        if (state.Settings.TikTokWebhookUrl is null)
            return;
        state.TikTok.Events.Add(new WebhookEvent { Event = name, OpenId = openId, Content = JsonSerializer.Serialize(content), DueAt = dueAt });
    }

    /// <summary>Delivers everything that is due now; returns how many were taken by the callback.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            var (url, due) = sandbox.State.Read(s => (s.Settings.TikTokWebhookUrl, s.TikTok.Events.Where(IsDue).OrderBy(e => e.DueAt).ToList()));
            var delivered = 0;
            foreach (var item in url is null ? [] : due)
            {
                var taken = await SendAsync(url!, item, cancellation);
                delivered += taken ? 1 : 0;
                sandbox.State.Update(s => Note(s, item, taken));
            }

            return delivered;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    private bool IsDue(WebhookEvent item) => item.DeliveredAt is null && item.DueAt <= sandbox.Now;

    private int Note(SandboxState state, WebhookEvent item, bool taken)
    {
        item.Attempts++;
        if (taken)
            item.DeliveredAt = sandbox.Now;
        else if (Math.Pow(2, item.Attempts) is var pause && pause < GiveUpAfter.TotalSeconds)
            item.DueAt = sandbox.Now + TimeSpan.FromSeconds(pause);
        else
            state.TikTok.Events.Remove(item);
        return item.Attempts;
    }

    private async Task<bool> SendAsync(Uri url, WebhookEvent item, CancellationToken cancellation)
    {
        var now = sandbox.Now.ToUnixTimeSeconds();
        var body = JsonSerializer.Serialize(new
        {
            client_key = sandbox.Options.TikTokClientKey,
            @event = item.Event,
            create_time = now,
            user_openid = item.OpenId,
            content = item.Content,
        });
        var signature = $"t={now},s={SignedWebhook.Sign(sandbox.Options.TikTokClientSecret, $"{now}.{body}")}";
        return await SignedWebhook.PostAsync(clients, url, body, "TikTok-Signature", signature, cancellation);
    }
}

/// <summary>Looks for due webhooks a few times a second of real time.</summary>
internal sealed class TikTokWebhookLoop(TikTokWebhooks webhooks) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await webhooks.DeliverDueAsync(stoppingToken);
    }
}
