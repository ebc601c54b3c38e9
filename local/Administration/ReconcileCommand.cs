using System.Globalization;
using Shortloop.Core;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Ports;
using Shortloop.Local.Serve;

namespace Shortloop.Local.Administration;

/// <summary>Holds the ledgers of a data folder against what Stripe (its sandbox, which has to run) says happened.</summary>
internal static class ReconcileCommand
{
    private static readonly TimeSpan Kept = TimeSpan.FromDays(30);

    public static Task<int> RunAsync(CommandLine command, LocalSettings settings, TextWriter output, CancellationToken stop) =>
        StoredState.WithAsync(command.Data, async store =>
        {
            await using ServiceProvider services = new ServiceCollection()
                .AddLogging().AddSingleton(TimeProvider.System).AddShortloopCore().AddEmbeddedAdapters(settings).AddSingleton(store).BuildServiceProvider();
            DateTimeOffset since = command.Since ?? TimeProvider.System.GetUtcNow() - Kept;
            Reconciliation found = await services.GetRequiredService<Reconcile>().ExecuteAsync(since, command.Repair, stop);
            foreach (Difference one in found.Differences)
                await output.WriteLineAsync($"{(one.Repaired ? "repaired" : "DIFFERS "),-8}  {one.OrgId}  {one.Code}  {one.Cause}  {one.Message}");
            int left = found.Differences.Count(one => !one.Repaired);
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture,
                $"{found.Events} events since {since:yyyy-MM-dd}, {found.Movements} movements of credits, {found.Differences.Count} differences, {left} left."));
            return left == 0 ? ExitCodes.Success : ExitCodes.JobFailed;
        });
}
