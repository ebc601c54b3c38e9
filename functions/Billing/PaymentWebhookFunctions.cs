using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Billing;

/// <summary>
/// Where the payment provider tells what happened. It wants a quick answer and delivers again whatever it doesn't get one for, so only the signature
/// is checked here; a story with the event's own id does the rest, once.
/// </summary>
public sealed class PaymentWebhookFunctions(IPaymentEvents events)
{
    /// <summary>Far above any event.</summary>
    private const int MaxBytes = 1 << 20;

    [Function("StripeWebhook")]
    [HeaderParameter("Stripe-Signature", Required = true)]
    [Access("Stripe, by the signature over the body.", Uncounted = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> StripeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/stripe")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation)
    {
        if (await ReadAsync(request, cancellation) is not { } body)
            return Answers.Of(new Problem(ProblemKind.TooLarge, "body_too_large", "An event has less than a megabyte."));
        PaymentEvent told;
        try
        {
            told = events.Verify(body, request.Headers["Stripe-Signature"]);
        }
        catch (PermanentException refused)
        {
            return Answers.Of(new Problem(ProblemKind.Invalid, refused.Code, refused.Message));
        }

        if (PaymentNews.Of(told) is { } news)
            await new DurableWorkflows(client).StartAsync(Stories.TakePayment, Stories.PaymentId(news.EventId), news, cancellation);
        return TypedResults.NoContent();
    }

    private static async Task<byte[]?> ReadAsync(HttpRequest request, CancellationToken cancellation)
    {
        using var whole = new MemoryStream();
        byte[] part = new byte[16 * 1024];
        int length;
        while ((length = await request.Body.ReadAsync(part, cancellation)) > 0)
        {
            if (whole.Length + length > MaxBytes)
                return null;
            whole.Write(part, 0, length);
        }

        return whole.ToArray();
    }
}
