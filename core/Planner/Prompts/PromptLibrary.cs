using System.Globalization;
using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Prompts;

/// <summary>What an agent is told in an organisation: the product's instructions, or the version of its own that was made active.</summary>
/// <param name="Versions">Own ones, newest first.</param>
public sealed record PromptSight(Agent Agent, int Version, string Text, JsonElement Schema, IReadOnlyList<PromptVersion> Versions, string? ETag);

/// <summary>Versioned instructions of the agents. Own versions are checked before they are kept and never change afterwards.</summary>
public sealed class PromptLibrary(IDocumentStore store, AuditLog audit, TimeProvider clock)
{
    private const int MostVersions = 200;

    private static readonly Dictionary<string, string> Languages = new() { ["en"] = "English", ["de"] = "German", ["es"] = "Spanish", ["ru"] = "Russian" };

    public async Task<Prompt> ResolveAsync(string orgId, Agent agent, MonthPlan month, CancellationToken cancellation)
    {
        ActivePrompt? active = await store.ReadAsync<ActivePrompt>(Containers.Prompts, orgId, ActivePrompt.IdOf(agent.Purpose), cancellation);
        PromptVersion? own = active is { Version: >= PromptVersion.FirstOwn }
            ? await store.ReadAsync<PromptVersion>(Containers.Prompts, orgId, PromptVersion.IdOf(agent.Purpose, active.Version), cancellation)
            : null;
        var values = new Dictionary<string, string>
        {
            ["language"] = Languages.GetValueOrDefault(month.Language, month.Language),
            ["month"] = month.Month,
            ["posts_per_day"] = month.PostsPerDay.ToString(CultureInfo.InvariantCulture),
        };
        return new Prompt(agent.Purpose, own?.Version ?? agent.Version, PromptRules.Fill(own?.Text ?? agent.Text, values)) { Schema = own?.Schema };
    }

    public async Task<PromptSight> ReadAsync(string orgId, Agent agent, CancellationToken cancellation)
    {
        ActivePrompt? active = await store.ReadAsync<ActivePrompt>(Containers.Prompts, orgId, ActivePrompt.IdOf(agent.Purpose), cancellation);
        var query = new DocumentQuery(
            orgId, [new("agent", Comparison.Equal, agent.Purpose), new("newest", Comparison.Equal, null)], OrderBy: "version", Descending: true, Limit: MostVersions);
        IReadOnlyList<PromptVersion> versions = (await store.QueryAsync<PromptVersion>(Containers.Prompts, query, cancellation)).Items;
        PromptVersion? own = versions.FirstOrDefault(version => version.Version == active?.Version);
        return new PromptSight(agent, own?.Version ?? agent.Version, own?.Text ?? agent.Text, own?.Schema ?? agent.Schema, versions, active?.ETag);
    }

    /// <summary>Adds a version and makes it the active one.</summary>
    public async Task<Outcome<PromptSight>> AddAsync(
        Principal caller, string purpose, string? text, JsonElement? schema, string? comment, CancellationToken cancellation)
    {
        if (AgentCatalog.Find(purpose) is not { } agent)
            return Problem.Missing("agent");
        if (PromptRules.Find(agent, text, schema, comment) is { Count: > 0 } wrong)
            return new Problem(ProblemKind.Invalid, "prompt_unusable", "This prompt can't be used. See what is wrong with it, and mend it.", wrong);
        ActivePrompt? active = await store.ReadAsync<ActivePrompt>(Containers.Prompts, caller.OrgId, ActivePrompt.IdOf(purpose), cancellation);
        int number = (active?.Newest ?? PromptVersion.FirstOwn - 1) + 1;
        if (number >= PromptVersion.FirstOwn + MostVersions)
            return new Problem(ProblemKind.Conflict, "too_many_prompts", $"An agent's prompt has at most {MostVersions} versions.");
        var version = new PromptVersion
        {
            Id = PromptVersion.IdOf(purpose, number),
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            Agent = purpose,
            Version = number,
            Text = text!.Trim(),
            Schema = schema,
            Comment = comment?.Trim() ?? "",
        };
        WriteStatus written = await store.BatchAsync(
            Containers.Prompts, caller.OrgId,
            [new(BatchKind.Create, version), new(active is null ? BatchKind.Create : BatchKind.Replace, Activate(caller, active, purpose, number, number))], cancellation);
        if (written != WriteStatus.Written)
            return Problem.ChangedMeanwhile;
        await EnterAsync(caller, purpose, number, cancellation);
        return await ReadAsync(caller.OrgId, agent, cancellation);
    }

    /// <param name="number">An own version, or the product's.</param>
    public async Task<Outcome<PromptSight>> ActivateAsync(Principal caller, string purpose, int number, string? etag, CancellationToken cancellation)
    {
        if (AgentCatalog.Find(purpose) is not { } agent)
            return Problem.Missing("agent");
        ActivePrompt? active = await store.ReadAsync<ActivePrompt>(Containers.Prompts, caller.OrgId, ActivePrompt.IdOf(purpose), cancellation);
        if (etag is not null && etag != active?.ETag)
            return Problem.ChangedMeanwhile;
        if (number != agent.Version
            && await store.ReadAsync<PromptVersion>(Containers.Prompts, caller.OrgId, PromptVersion.IdOf(purpose, number), cancellation) is null)
            return Problem.Missing("version of this prompt");
        if ((active?.Version ?? agent.Version) == number)
            return await ReadAsync(caller.OrgId, agent, cancellation);
        WriteResult<ActivePrompt> written =
            await store.ReplaceAsync(Containers.Prompts, Activate(caller, active, purpose, number, active!.Newest), cancellation);
        if (written.Document is null)
            return Problem.ChangedMeanwhile;
        await EnterAsync(caller, purpose, number, cancellation);
        return await ReadAsync(caller.OrgId, agent, cancellation);
    }

    private ActivePrompt Activate(Principal caller, ActivePrompt? present, string purpose, int number, int newest) => (present ?? new ActivePrompt
    {
        Id = ActivePrompt.IdOf(purpose),
        Partition = caller.OrgId,
        OrgId = caller.OrgId,
        CreatedBy = caller.UserId,
        CreatedAt = clock.GetUtcNow(),
        Agent = purpose,
        Version = number,
        Newest = newest,
    }) with
    {
        Version = number,
        Newest = newest,
    };

    private Task<AuditEntry> EnterAsync(Principal caller, string purpose, int number, CancellationToken cancellation) =>
        audit.AppendAsync(caller, "prompt_activated", purpose, $"version {number}", cancellation);
}
