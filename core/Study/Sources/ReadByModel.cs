using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Budgets;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Study.Sources;

/// <summary>
/// The one way to a model that reads links: budget, call, ledger, audit. Notes belong to no project, so it is the budget of the organisation's default one
/// that counts. Neither the link nor what is said stands in the audit log: hashes stand for both.
/// </summary>
public sealed class ReadByModel(IEnumerable<ILinkReader> readers, ProjectStore projects, UsageLedger ledger, BudgetGate budgets, AuditLog audit)
{
    public const string Purpose = "link_transcript";

    private const int LongestName = 100;

    public bool CanRead(string platform) => readers.Any(reader => reader.Platform == platform);

    /// <returns>The reading, also one without captions; <c>budget_exhausted</c>: nobody was asked. Errors as in <see cref="ILinkReader"/>.</returns>
    public async Task<Outcome<LinkReading>> ExecuteAsync(Principal caller, string platform, string videoId, CancellationToken cancellation)
    {
        ILinkReader reader = readers.First(one => one.Platform == platform);
        Project project = await projects.DefaultAsync(caller.OrgId, caller.UserId, cancellation);
        if (await budgets.FindTokensAsync(project, cancellation) is { } exhausted)
        {
            await budgets.TellAsync(project, cancellation);
            return exhausted;
        }

        Telemetry.ModelCalls.Add(1, new KeyValuePair<string, object?>("purpose", Purpose));
        LinkReading reading = await reader.ReadAsync(videoId, cancellation);
        // It is paid for, whether or not somebody still waits for it.
        string target = Ids.Derived("lnk", caller.OrgId, platform, videoId);
        await ledger.AddTokensAsync(project, Purpose, target, 1, reading.PromptTokens, reading.CompletionTokens, CancellationToken.None);
        await EnterAsync(project, target, $"{platform}/{videoId}", reading);
        await budgets.TellAsync(project, CancellationToken.None);
        return reading;
    }

    private Task EnterAsync(Project project, string target, string evidence, LinkReading reading)
    {
        string model = reading.Model.Length > LongestName ? reading.Model[..LongestName] : reading.Model;
        string answer = reading.Captions is { } captions ? $"answer sha256 {Hash(captions.File.Span)}" : "without an answer";
        return audit.AppendAsync(
            project.OrgId, "models", "model_answered", target,
            string.Create(CultureInfo.InvariantCulture, $"{Purpose} for {project.Id} by {model}, evidence sha256 {Hash(Encoding.UTF8.GetBytes(evidence))}, {answer}"),
            CancellationToken.None);
    }

    private static string Hash(ReadOnlySpan<byte> bytes) => Convert.ToHexStringLower(SHA256.HashData(bytes));
}
