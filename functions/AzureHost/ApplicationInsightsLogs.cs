using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.AzureHost;

/// <summary>On Azure the logs of all instances come together in Application Insights, which has its own way in and its own rights.</summary>
internal sealed class ApplicationInsightsLogs : ILogReader
{
    private static readonly Problem Elsewhere = new(
        ProblemKind.Conflict, "logs_elsewhere", "The logs of this installation are in Application Insights. Open it in the Azure portal, and there Logs, table traces.");

    public Task<Outcome<IReadOnlyList<LogLine>>> ReadAsync(LogLevel least, string? requestId, int limit, CancellationToken cancellation) =>
        Task.FromResult<Outcome<IReadOnlyList<LogLine>>>(Elsewhere);
}
