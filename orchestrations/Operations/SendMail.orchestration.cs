using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Operations;

/// <summary>One mail on its way.</summary>
public static class SendMail
{
    [Function(Stories.SendMail)]
    public static Task RunAsync([OrchestrationTrigger] TaskOrchestrationContext context, MailInput input) =>
        context.CallActivityAsync(nameof(SendMailActivity), input, Policies.Mail);
}
