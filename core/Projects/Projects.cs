using System.Text.Json;
using Shortloop.Core.Accounts;
using Shortloop.Core.Brand;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Projects;

/// <summary>
/// Making and changing projects. Editors do so; what decides who looks at posts before they go out is for administrators, or whoever is to be
/// looked after could switch it off.
/// </summary>
public sealed class Projects(IDocumentStore store, ProjectStore projects, Members members, AuditLog audit, TimeProvider clock)
{
    private const int MaxProjects = 200;

    private static readonly Problem NotYours = new(
        ProblemKind.Forbidden, "approval_rules_for_admins", "Mode, approvers and approval by another are set by an administrator of your organisation.");

    private static readonly Problem DefaultStays = new(
        ProblemKind.Conflict, "default_project", "This project takes whatever names no other, so it can't be archived.");

    public async Task<Page<Project>> ListAsync(Principal caller, bool archived, string? after, int limit, CancellationToken cancellation)
    {
        if (after is null)
            await projects.DefaultAsync(caller.OrgId, caller.UserId, cancellation);
        Condition[]? where = archived ? null : [new Condition("archived", Comparison.Equal, false)];
        return await store.QueryAsync<Project>(
            Containers.Projects, new DocumentQuery(caller.OrgId, where, OrderBy: "createdAt", Limit: limit, Continuation: after), cancellation);
    }

    public async Task<Outcome<Project>> CreateAsync(Principal caller, ProjectChange settings, CancellationToken cancellation)
    {
        if (settings.Name is null)
            return Problem.InvalidField("name", "Give the project a name.");
        Project blank = await projects.NewAsync(Ids.New("prj", clock), caller.OrgId, caller.UserId, settings.Name, cancellation);
        if (await FindProblemAsync(caller, blank, settings, cancellation) is { } problem)
            return problem;
        if (await store.CountAsync(Containers.Projects, caller.OrgId, null, cancellation) >= MaxProjects)
            return new Problem(ProblemKind.Conflict, "too_many_projects", $"An organisation has at most {MaxProjects} projects, archived ones included.");
        Project made = settings.ApplyTo(blank);
        await audit.AppendAsync(caller, "project_created", made.Id, Rules(made), cancellation);
        return (await store.CreateAsync(Containers.Projects, made, cancellation)).Document!;
    }

    public async Task<Outcome<Project>> ChangeAsync(
        Principal caller, string projectId, ProjectChange change, string? etag, CancellationToken cancellation)
    {
        if (await projects.FindAsync(caller.OrgId, projectId, caller.UserId, cancellation) is not { } present)
            return Problem.Missing("project");
        if (await FindProblemAsync(caller, present, change, cancellation) is { } problem)
            return problem;
        Project changed = change.ApplyTo(present);
        if (changed is { IsDefault: true, Archived: true })
            return DefaultStays;
        if (etag is not null && etag != present.ETag)
            return Problem.ChangedMeanwhile;
        if (Rules(changed) != Rules(present))
            await audit.AppendOnceAsync(caller.OrgId, caller.UserId, "project_rules_changed", present.Id, present.ETag!, Rules(changed), cancellation);
        WriteResult<Project> written = await store.ReplaceAsync(Containers.Projects, changed, cancellation);
        return written.Document is { } project ? project : Problem.ChangedMeanwhile;
    }

    /// <summary>It takes nothing new; what is in it stays, and goes on.</summary>
    public Task<Outcome<Project>> ArchiveAsync(Principal caller, string projectId, string? etag, CancellationToken cancellation) =>
        ChangeAsync(caller, projectId, new ProjectChange(Archived: true), etag, cancellation);

    private async Task<Problem?> FindProblemAsync(Principal caller, Project present, ProjectChange change, CancellationToken cancellation)
    {
        if (ProjectRules.Check(change) is { } problem)
            return problem;
        if (!caller.IsAtLeast(Role.Admin) && ChangesWhoLooks(present, change))
            return NotYours;
        return await FindApproverProblemAsync(caller.OrgId, change.Approvers, cancellation)
            ?? await FindBrandProblemAsync(caller.OrgId, change.Brand, cancellation);
    }

    private static bool ChangesWhoLooks(Project present, ProjectChange change) =>
        change.Mode is { } mode && mode != present.Mode
        || change.ApprovalByAnother is { } other && other != present.ApprovalByAnother
        || change.Approvers is { } approvers && !approvers.SequenceEqual(present.Approvers);

    private async Task<Problem?> FindApproverProblemAsync(string orgId, IReadOnlyList<string>? approvers, CancellationToken cancellation)
    {
        if (approvers is not { Count: > 0 })
            return null;
        if (approvers.Count > ProjectRules.MaxApprovers || approvers.Distinct().Count() != approvers.Count)
            return Problem.InvalidField("approvers", $"Name at most {ProjectRules.MaxApprovers} members, each once.");
        var known = (await members.AllAsync(orgId, cancellation)).Select(membership => membership.UserId).ToHashSet();
        return approvers.All(known.Contains) ? null : Problem.InvalidField("approvers", "Approvers are members of the organisation. Invite them first.");
    }

    private async Task<Problem?> FindBrandProblemAsync(string orgId, BrandDefaults? brand, CancellationToken cancellation)
    {
        if (brand is null)
            return null;
        if (brand.ColourIds is { Count: > 20 })
            return Problem.InvalidField("brand.colourIds", "Choose at most 20 colours.");
        (string Field, string? Id, BrandType Type)[] chosen =
        [
            ("logoId", brand.LogoId, BrandType.Logo),
            ("watermarkId", brand.WatermarkId, BrandType.Watermark),
            ("fontId", brand.FontId, BrandType.Font),
            ("toneId", brand.ToneId, BrandType.Tone),
            .. (brand.ColourIds ?? []).Select(id => ("colourIds", (string?)(id ?? ""), BrandType.Colour)),
        ];
        foreach ((string field, string? id, BrandType type) in chosen)
        {
            if (id is not null && !(Ids.IsWellFormed(id)
                && await store.ReadAsync<BrandEntry>(Containers.Brand, orgId, id, cancellation) is { IsReady: true } entry && entry.Type == type))
                return Problem.InvalidField($"brand.{field}", $"Choose a {type.ToString().ToLowerInvariant()} of your brand kit.");
        }

        return null;
    }

    /// <summary>For the audit log: who looks, and what may be spent.</summary>
    private static string Rules(Project project) =>
        $"mode {project.Mode.ToString().ToLowerInvariant()}, by another {project.ApprovalByAnother}, approvers {string.Join(' ', project.Approvers)}, "
        + $"budgets {JsonSerializer.Serialize(project.Budgets, JsonSerializerOptions.Web)}";
}
