using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Operations;

// Running it twice sends nothing again once the envelope is gone; cut off between the two, the same mail comes twice, which harms nobody.
public sealed class SendMailActivity(MailOutbox outbox)
{
    [Function(nameof(SendMailActivity))]
    public Task RunAsync([ActivityTrigger] MailInput input, CancellationToken cancellation) => outbox.SendAsync(input.EnvelopeId, cancellation);
}
