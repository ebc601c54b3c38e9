using Shortloop.Core.Accounts;
using Shortloop.Core.Organisations;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Publishing;

/// <summary>Who may say yes to a post: administrators and whom its project names; not its author where the project wants another.</summary>
public sealed class ApprovalRules(ProjectStore projects, Members members)
{
    private static readonly Problem NotAnApprover = new(
        ProblemKind.Forbidden, "not_an_approver", "Posts of this project are approved by an administrator or by somebody whom the project names.");

    private static readonly Problem OwnPost = new(
        ProblemKind.Forbidden, "own_post", "This project wants another person to approve what you have made. Ask one, or have an administrator change the project.");

    /// <param name="saysYes">Whether it is to go out; asking for changes is open to authors who approve, too.</param>
    /// <returns>Null: the caller may.</returns>
    public async Task<Problem?> FindObjectionAsync(Principal caller, Post post, bool saysYes, CancellationToken cancellation)
    {
        Project project = await projects.OfAsync(post.OrgId, post.ProjectId, post.CreatedBy, cancellation);
        if (!caller.IsAtLeast(Role.Admin) && !project.Approvers.Contains(caller.UserId))
            return NotAnApprover;
        return saysYes && project.ApprovalByAnother && caller.UserId == post.CreatedBy ? OwnPost : null;
    }

    /// <summary>Everybody who may approve this post.</summary>
    public async Task<IReadOnlyList<string>> ApproversOfAsync(Post post, CancellationToken cancellation)
    {
        IReadOnlyList<Membership> all = await members.AllAsync(post.OrgId, cancellation);
        if (all.Count == 0)
            return [post.CreatedBy];
        Project project = await projects.OfAsync(post.OrgId, post.ProjectId, post.CreatedBy, cancellation);
        return
        [
            .. all.Where(member => member.Role >= Role.Admin || project.Approvers.Contains(member.UserId))
                .Select(member => member.UserId)
                .Where(userId => !project.ApprovalByAnother || userId != post.CreatedBy),
        ];
    }
}
