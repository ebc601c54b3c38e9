using System.Globalization;
using Shortloop.Core.Operations;

namespace Shortloop.Local.Administration;

/// <summary>Walks every audit chain of a data folder.</summary>
internal static class VerifyAuditCommand
{
    public static Task<int> RunAsync(CommandLine command, TextWriter output, CancellationToken stop) => StoredState.WithAsync(command.Data, async store =>
    {
        var audit = new AuditLog(store, TimeProvider.System);
        int chains = 0, broken = 0;
        await foreach (string orgId in audit.ListChainsAsync(stop))
        {
            AuditVerdict verdict = await audit.VerifyAsync(orgId, stop);
            chains++;
            broken += verdict.BrokenAt is null ? 0 : 1;
            await output.WriteLineAsync(verdict.BrokenAt is { } at
                ? string.Create(CultureInfo.InvariantCulture, $"BROKEN  {orgId}  entry {at} was changed, added or removed")
                : string.Create(CultureInfo.InvariantCulture, $"whole   {orgId}  {verdict.Entries} entries, ends with {verdict.Head}"));
        }

        await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{chains} audit logs, {broken} broken."));
        return broken == 0 ? ExitCodes.Success : ExitCodes.JobFailed;
    });
}
