namespace Shortloop.Sandbox.Stripe;

/// <summary>What happens by itself: sessions expire, transfers arrive, subscriptions renew. Each at its own time, also when the clock has jumped over it.</summary>
internal static class StripeTime
{
    public static void CatchUp(SandboxContext sandbox)
    {
        var now = sandbox.Now;
        if (!sandbox.State.Read(s => s.Stripe.Due.Exists(d => d.At <= now)))
            return;
        sandbox.State.Update(s =>
        {
            // A renewal makes the next one, which may be due as well.
            while (s.Stripe.Due.Where(d => d.At <= now).MinBy(d => d.At) is { } step)
            {
                s.Stripe.Due.Remove(step);
                Take(new StripeBooks(s, sandbox, step.At), step);
            }

            return 0;
        });
    }

    private static void Take(StripeBooks books, DueStep step)
    {
        var about = books.Stripe.Objects[step.Id];
        switch (step.Kind)
        {
            case DueKinds.SessionExpires when about.Text("status") == "open": CheckoutSessions.Expire(books, about); break;
            case DueKinds.TransferArrives: CheckoutPaying.EndTransfer(books, about, arrived: true); break;
            case DueKinds.TransferFails: CheckoutPaying.EndTransfer(books, about, arrived: false); break;
            case DueKinds.SubscriptionRenews: Subscriptions.Renew(books, about); break;
            case DueKinds.InvoiceRetried: Subscriptions.Collect(books, about); break;
        }
    }
}
