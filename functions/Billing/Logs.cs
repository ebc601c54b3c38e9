using Microsoft.Extensions.Logging;

namespace Shortloop.Functions.Billing;

/// <summary>Ids of ours and of the provider's only.</summary>
internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Warning, "Reconciliation: {Code} in {OrgId}, {Cause}: {Message} (repaired: {Repaired})")]
    public static partial void Difference(ILogger logger, string code, string orgId, string cause, string message, bool repaired);
}
