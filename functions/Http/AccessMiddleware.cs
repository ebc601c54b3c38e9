using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Administration;
using Shortloop.Core.Organisations;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Http.Limits;

namespace Shortloop.Functions.Http;

/// <summary>
/// Lets a call through to its function only if the function's <see cref="AccessAttribute"/> allows the caller, and the caller has not used up what
/// they may ask. The rule fails closed.
/// </summary>
public sealed class AccessMiddleware(ICallerSource callers, Members members, SystemAdmins admins, RateGate rates) : IFunctionsWorkerMiddleware
{
    private static readonly Dictionary<string, AccessAttribute> Rules = FunctionMethods.With<AccessAttribute>();

    private static readonly Problem SignInFirst = new(ProblemKind.Unauthorized, "unauthorized", "Sign in first.");

    private static readonly Problem KeyUnknown = new(
        ProblemKind.Unauthorized, "unauthorized", "This API key is not known, or no longer good. Make another one.");

    private static readonly Problem RoleTooLow = new(
        ProblemKind.Forbidden, "forbidden", "Your role does not allow this. Ask an administrator of your organisation.");

    private static readonly Problem PeopleOnly = new(
        ProblemKind.Forbidden, "session_required", "Only a person who has signed in can do this, not an API key.");

    private static readonly Problem SystemAdminsOnly = new(
        ProblemKind.Forbidden, "system_admin_only", "Only administrators of this installation may do this. Sign in as one; API keys never are.");

    public async Task Invoke(FunctionContext context, FunctionExecutionDelegate next)
    {
        if (context.GetHttpContext() is not { } http)
        {
            await next(context);
            return;
        }

        if (!Rules.TryGetValue(context.FunctionDefinition.Name, out AccessAttribute? rule))
            throw new InvalidOperationException($"Function {context.FunctionDefinition.Name} does not say who may call it.");
        if (http.Request.RouteValues.Any(value => value.Key.EndsWith("Id", StringComparison.Ordinal) && !Ids.IsWellFormed(value.Value as string)))
        {
            // No id of ours looks like that, so there is nothing to be looked up.
            await Answers.Of(Problem.Missing("thing")).ExecuteAsync(http);
            return;
        }

        Principal? known = rule.NeedsCaller ? await callers.FindAsync(http, context.CancellationToken) : null;
        if (!rule.Uncounted && await rates.TakeAsync(http, known, context.CancellationToken) is { } refused)
        {
            await Answers.Of(refused).ExecuteAsync(http);
            return;
        }

        if (rule.NeedsCaller)
        {
            if (!(await JudgeAsync(rule, http.Request, known, context.CancellationToken)).Succeeded(out Principal? caller, out Problem? problem))
            {
                await Answers.Of(problem).ExecuteAsync(http);
                return;
            }

            context.Items[typeof(Principal)] = caller;
        }

        await next(context);
    }

    private async Task<Outcome<Principal>> JudgeAsync(AccessAttribute rule, HttpRequest request, Principal? known, CancellationToken cancellation)
    {
        if (known is null)
            return SessionCallers.HasKey(request) ? KeyUnknown : SignInFirst;
        if (rule.UserRole is not null && (known.Key is not null || !await admins.IncludeAsync(known, cancellation)))
            return SystemAdminsOnly;
        if (await InOrganisationOfAsync(request, known, cancellation) is not { } caller)
            return Problem.Missing("organisation");
        if (caller.Key is { } key && (rule.PeopleOnly || !key.Allows(rule.Scope)))
            return rule.PeopleOnly ? PeopleOnly : KeyInUse.Missing(rule.Scope);
        return rule.Role is { } needed && !caller.IsAtLeast(needed) ? RoleTooLow : caller;
    }

    /// <summary>A route that names an organisation runs in it; a key stays in its own. One that is none of the caller's business isn't there for them.</summary>
    private async ValueTask<Principal?> InOrganisationOfAsync(HttpRequest request, Principal caller, CancellationToken cancellation) =>
        request.RouteValues["orgId"] is not string orgId || orgId == caller.OrgId ? caller
        : caller.Key is null && await members.FindAsync(caller.UserId, orgId, cancellation) is { } there ? there with { SessionId = caller.SessionId }
        : null;
}

public static class CallerExtensions
{
    /// <summary>The principal that the access rule let through.</summary>
    public static Principal Caller(this FunctionContext context) => (Principal)context.Items[typeof(Principal)];
}
