using Shortloop.Sandbox.Control;
using Shortloop.Sandbox.State;

namespace Shortloop.Sandbox.Stripe;

/// <summary>
/// Signs and delivers events at least once, with growing pauses for three days. Faults of the service <c>stripe_webhooks</c> (path: a prefix of the
/// event's type) make deliveries <c>duplicate</c>, <c>late</c> or <c>reversed</c> in their order.
/// </summary>
internal sealed class StripeWebhooks(SandboxContext sandbox, IHttpClientFactory clients) : IDisposable
{
    public const string Service = "stripe_webhooks";

    private static readonly TimeSpan GiveUpAfter = TimeSpan.FromDays(3);

    private readonly SemaphoreSlim _oneAtATime = new(1);

    public void Dispose() => _oneAtATime.Dispose();

    /// <summary>Delivers everything that is due now; returns how many were taken by the endpoint.</summary>
    public async Task<int> DeliverDueAsync(CancellationToken cancellation)
    {
        await _oneAtATime.WaitAsync(cancellation);
        try
        {
            StripeTime.CatchUp(sandbox);
            var (url, due) = sandbox.State.Read(s => (s.Settings.StripeWebhookUrl, s.Stripe.Deliveries.Where(IsDue).OrderBy(d => d.DueAt).ToList()));
            if (due.Count > 1 && sandbox.Faults.Take(Service, due[0].Type, FaultKinds.Reversed) is not null)
                due.Reverse();
            var taken = 0;
            foreach (var item in url is null ? [] : due)
                taken += await DeliverAsync(url!, item, cancellation);
            return taken;
        }
        finally
        {
            _oneAtATime.Release();
        }
    }

    /// <summary>An old event is sent once more, as from the dashboard.</summary>
    public static bool Resend(SandboxState state, string eventId, DateTimeOffset now)
    {
        if (!state.Stripe.Objects.TryGetValue(eventId, out var found) || found.Text("object") != "event")
            return false;
        state.Stripe.Deliveries.Add(new EventDelivery { EventId = eventId, Type = found.Text("type")!, DueAt = now });
        return true;
    }

    private async Task<int> DeliverAsync(Uri url, EventDelivery item, CancellationToken cancellation)
    {
        if (!item.HeldBack && sandbox.Faults.Take(Service, item.Type, FaultKinds.Late) is { } late)
        {
            sandbox.State.Update(_ => (item.DueAt, item.HeldBack) = (sandbox.Now.AddSeconds(late.DelaySeconds ?? 30), true));
            return 0;
        }

        var taken = await SendAsync(url, item, cancellation) ? 1 : 0;
        if (sandbox.Faults.Take(Service, item.Type, FaultKinds.Duplicate) is not null)
            taken += await SendAsync(url, item, cancellation) ? 1 : 0;
        sandbox.State.Update(s => Note(s, item, taken > 0));
        return taken;
    }

    private bool IsDue(EventDelivery item) => item.DueAt <= sandbox.Now;

    private int Note(SandboxState state, EventDelivery item, bool taken)
    {
        item.Attempts++;
        if (!taken && Math.Pow(2, item.Attempts) is var pause && pause < GiveUpAfter.TotalSeconds)
            item.DueAt = sandbox.Now + TimeSpan.FromSeconds(pause);
        else
            state.Stripe.Deliveries.Remove(item);
        if (taken && state.Stripe.Objects.TryGetValue(item.EventId, out var told))
            told["pending_webhooks"] = 0;
        return item.Attempts;
    }

    private async Task<bool> SendAsync(Uri url, EventDelivery item, CancellationToken cancellation)
    {
        // The time is that of this try, as with Stripe: a repeated delivery is fresh. And it is the machine's: the receiver's clock wasn't moved with ours.
        var now = sandbox.Options.Time.GetUtcNow().ToUnixTimeSeconds();
        var body = sandbox.State.Read(s => s.Stripe.Objects.TryGetValue(item.EventId, out var told) ? told.ToJsonString() : null);
        if (body is null)
            return true;
        var signature = $"t={now},v1={SignedWebhook.Sign(sandbox.Options.StripeWebhookSecret, $"{now}.{body}")}";
        return await SignedWebhook.PostAsync(clients, url, body, "Stripe-Signature", signature, cancellation);
    }
}

/// <summary>Looks for due webhooks, and for what happens by itself, a few times a second of real time.</summary>
internal sealed class StripeWebhookLoop(StripeWebhooks webhooks) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(250));
        while (await timer.WaitForNextTickAsync(stoppingToken))
            await webhooks.DeliverDueAsync(stoppingToken);
    }
}
