using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Administration;
using Shortloop.Core.Organisations;

namespace Shortloop.Functions.Http;

/// <summary>Lets a call through to its function only if the function's <see cref="AccessAttribute"/> allows the caller. The rule fails closed.</summary>
public sealed class AccessMiddleware(ICallerSource callers, Members members, SystemAdmins admins) : IFunctionsWorkerMiddleware
{
    private static readonly Dictionary<string, AccessAttribute> Rules = ReadRules();

    private static readonly Problem SignInFirst = new(ProblemKind.Unauthorized, "unauthorized", "Sign in first.");

    private static readonly Problem RoleTooLow = new(
        ProblemKind.Forbidden, "forbidden", "Your role does not allow this. Ask an administrator of your organisation.");

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

        if (rule.Role is not null || rule.UserRole is not null)
        {
            if (await callers.FindAsync(http, context.CancellationToken) is not { } known)
            {
                await Answers.Of(SignInFirst).ExecuteAsync(http);
                return;
            }

            if (rule.UserRole is not null && !await admins.IncludeAsync(known, context.CancellationToken))
            {
                await Answers.Of(SystemAdminsOnly).ExecuteAsync(http);
                return;
            }

            Principal? caller = await InOrganisationOfAsync(http.Request, known, context.CancellationToken);
            if (caller is null || rule.Role is { } needed && !caller.IsAtLeast(needed))
            {
                await Answers.Of(caller is null ? Problem.Missing("organisation") : RoleTooLow).ExecuteAsync(http);
                return;
            }

            context.Items[typeof(Principal)] = caller;
        }

        await next(context);
    }

    /// <summary>A route that names an organisation runs in it. One that is none of the caller's business isn't there for them.</summary>
    private async ValueTask<Principal?> InOrganisationOfAsync(HttpRequest request, Principal caller, CancellationToken cancellation) =>
        request.RouteValues["orgId"] is not string orgId || orgId == caller.OrgId ? caller
        : await members.FindAsync(caller.UserId, orgId, cancellation) is { } there ? there with { SessionId = caller.SessionId }
        : null;

    private static Dictionary<string, AccessAttribute> ReadRules() => typeof(AccessMiddleware).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.Static))
        .Select(method => (Name: method.GetCustomAttribute<FunctionAttribute>()?.Name, Rule: method.GetCustomAttribute<AccessAttribute>()))
        .Where(pair => pair is { Name: not null, Rule: not null })
        .ToDictionary(pair => pair.Name!, pair => pair.Rule!);
}

public static class CallerExtensions
{
    /// <summary>The principal that the access rule let through.</summary>
    public static Principal Caller(this FunctionContext context) => (Principal)context.Items[typeof(Principal)];
}
