using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Operations;

/// <param name="Actor">Who did it: a user's id, or the part of the product that did.</param>
/// <param name="Action">What was done; <c>not_done</c>: what the entry named by <paramref name="Target"/> announced did not happen.</param>
/// <param name="Target">The id of what it was done to.</param>
/// <param name="Hash">Over this entry and <paramref name="FormerHash"/>, which is the hash of the entry before.</param>
public sealed record AuditEntryView(
    long Sequence, DateTimeOffset At, string Actor, string Action, string Target, string? Detail, string FormerHash, string Hash)
{
    public static AuditEntryView Of(AuditEntry entry) => new(
        entry.Sequence, entry.CreatedAt, entry.CreatedBy, entry.Action, entry.Target, entry.Detail, entry.FormerHash, entry.Hash);
}

/// <param name="Whole">Nothing was changed, added or removed.</param>
/// <param name="BrokenAt">The first entry where something was.</param>
/// <param name="Head">The last entry's hash. Keep it elsewhere: whoever writes the whole log anew can't make it come out the same.</param>
public sealed record AuditVerdictView(bool Whole, long Entries, long? BrokenAt, string? Head);

/// <summary>What changed money, access, tokens and approvals in an organisation.</summary>
public sealed class AuditFunctions(AuditLog audit)
{
    private static readonly Problem BadFormat = Problem.InvalidField("format", "A format is ndjson or csv.");

    [Function("ListAudit")]
    [QueryParameter("action")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(Role.Admin)]
    [ProducesResponseType<ListOf<AuditEntryView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/audit")] HttpRequest request, string orgId, CancellationToken cancellation) =>
        PageAsync(request, orgId, cancellation);

    /// <summary>All of it, oldest first, as it is read.</summary>
    [Function("ExportAudit")]
    [QueryParameter("format", Description = "ndjson (also when left out) or csv.")]
    [Access(Role.Admin)]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public IResult Export(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/audit/export")] HttpRequest request, string orgId) =>
        request.Query["format"].ToString() switch
        {
            "" or "ndjson" => new AuditExport(audit, orgId, csv: false),
            "csv" => new AuditExport(audit, orgId, csv: true),
            _ => Answers.Of(BadFormat),
        };

    [Function("VerifyAudit")]
    [Access(Role.Admin)]
    [ProducesResponseType<AuditVerdictView>(StatusCodes.Status200OK)]
    public async Task<IResult> VerifyAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/orgs/{orgId}/audit/verify")] HttpRequest request,
        string orgId,
        CancellationToken cancellation)
    {
        AuditVerdict verdict = await audit.VerifyAsync(orgId, cancellation);
        return TypedResults.Ok(new AuditVerdictView(verdict.BrokenAt is null, verdict.Entries, verdict.BrokenAt, verdict.Head));
    }

    /// <summary>Of what concerns no organisation: administrators, flags, the policy, dead letters.</summary>
    [Function("AdminListAudit")]
    [QueryParameter("action")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [Access(UserRole.Admin)]
    [ProducesResponseType<ListOf<AuditEntryView>>(StatusCodes.Status200OK)]
    public Task<IResult> ListInstallationAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/admin/audit")] HttpRequest request, CancellationToken cancellation) =>
        PageAsync(request, AuditLog.Installation, cancellation);

    private Task<IResult> PageAsync(HttpRequest request, string orgId, CancellationToken cancellation)
    {
        string? action = request.Query["action"] is [{ Length: > 0 and <= 100 } given] ? given : null;
        return PageQuery.AnswerAsync(request, page => audit.ListAsync(orgId, page.After, page.Limit, cancellation, action), AuditEntryView.Of);
    }
}
