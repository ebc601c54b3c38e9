using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Projects;

/// <summary>Finds projects; the default one is made when it is first looked for.</summary>
public sealed class ProjectStore(IDocumentStore store, Members members, TimeProvider clock)
{
    public async Task<Project?> FindAsync(string orgId, string projectId, string userId, CancellationToken cancellation) =>
        projectId == Project.DefaultIdOf(orgId)
            ? await DefaultAsync(orgId, userId, cancellation)
            : await store.ReadAsync<Project>(Containers.Projects, orgId, projectId, cancellation);

    /// <summary>What counts for something that was put into a project, or into none, which means the default one.</summary>
    public async Task<Project> OfAsync(string orgId, string? projectId, string userId, CancellationToken cancellation) =>
        (projectId is null ? null : await FindAsync(orgId, projectId, userId, cancellation)) ?? await DefaultAsync(orgId, userId, cancellation);

    /// <summary>Autopilot, as it was before there were projects.</summary>
    public async Task<Project> DefaultAsync(string orgId, string userId, CancellationToken cancellation)
    {
        string id = Project.DefaultIdOf(orgId);
        if (await store.ReadAsync<Project>(Containers.Projects, orgId, id, cancellation) is { } present)
            return present;
        Project made = await NewAsync(id, orgId, userId, "Main", cancellation) with { Mode = ProjectMode.Autopilot };
        WriteResult<Project> written = await store.CreateAsync(Containers.Projects, made, cancellation);
        return written.Document ?? (await store.ReadAsync<Project>(Containers.Projects, orgId, id, cancellation))!;
    }

    /// <summary>Where there are others, another has to approve; where there is one, nobody else could.</summary>
    internal async Task<Project> NewAsync(string id, string orgId, string userId, string name, CancellationToken cancellation) => new()
    {
        Id = id,
        Partition = orgId,
        OrgId = orgId,
        CreatedBy = userId,
        CreatedAt = clock.GetUtcNow(),
        Name = name,
        Mode = ProjectMode.Approval,
        ApprovalByAnother = (await members.AllAsync(orgId, cancellation)).Count > 1,
    };
}
