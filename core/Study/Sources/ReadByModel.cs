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

    /// <summary>The model was asked, and what it used up is not known.</summary>
    public const string Unanswered = "source_unanswered";

    /// <summary>What a reading counts until its usage is known, and for good where that never is: a quarter of an hour of video and its transcript.</summary>
    public const long Estimate = 100_000;

    /// <summary>A frame a second at low resolution (66) and the sound (32), as the provider counts; where a length is known without a usage.</summary>
    private const double TokensASecond = 98;

    private const int LongestName = 100;

    public bool CanRead(string platform) => readers.Any(reader => reader.Platform == platform);

    /// <returns>The reading, also one without captions; <c>budget_exhausted</c>: nobody was asked. Errors as in <see cref="ILinkReader"/>.</returns>
    public async Task<Outcome<LinkReading>> ExecuteAsync(Principal caller, string platform, string videoId, CancellationToken cancellation)
    {
        ILinkReader reader = readers.First(one => one.Platform == platform);
        Project project = await projects.DefaultAsync(caller.OrgId, caller.UserId, cancellation);
        string target = Ids.Derived("lnk", caller.OrgId, platform, videoId);
        cancellation.ThrowIfCancellationRequested();
        // From here on whoever asked may go away: what is begun is paid for, so it is read to its end and counted. The reader has a limit of its own.
        Outcome<string> reserved = await budgets.ReserveTokensAsync(project, Purpose, target, Estimate, CancellationToken.None);
        if (!reserved.Succeeded(out string? month, out Problem? exhausted))
        {
            await budgets.TellAsync(project, cancellation);
            return exhausted;
        }

        Telemetry.ModelCalls.Add(1, new KeyValuePair<string, object?>("purpose", Purpose));
        LinkReading reading;
        try
        {
            reading = await reader.ReadAsync(videoId, CancellationToken.None);
        }
        catch (WorkException error) when (error.Code != Unanswered)
        {
            await ledger.SettleTokensAsync(project, month, Purpose, target, Estimate, made: false, 0, 0, CancellationToken.None);
            throw;
        }
        catch (Exception)
        {
            await EnterAsync(project, target, $"{platform}/{videoId}", new LinkReading(null, null, "an unknown model", Estimate, 0));
            await budgets.TellAsync(project, CancellationToken.None);
            throw;
        }

        reading = WithUsage(reading);
        await ledger.SettleTokensAsync(project, month, Purpose, target, Estimate, made: true, reading.PromptTokens, reading.CompletionTokens, CancellationToken.None);
        await EnterAsync(project, target, $"{platform}/{videoId}", reading);
        await budgets.TellAsync(project, CancellationToken.None);
        return reading;
    }

    private static LinkReading WithUsage(LinkReading reading) =>
        reading.PromptTokens + reading.CompletionTokens > 0 ? reading
        : reading with { PromptTokens = reading.Captions is { DurationSeconds: > 0 and { } seconds } ? (long)Math.Ceiling(seconds * TokensASecond) : Estimate };

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
