using System.Reflection;
using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Middleware;
using Shortloop.Core;
using Shortloop.Core.Accounts;

namespace Shortloop.Functions.Http;

/// <summary>Lets a call through to its function only if the function's <see cref="AccessAttribute"/> allows the caller. The rule fails closed.</summary>
public sealed class AccessMiddleware(ICallerSource callers) : IFunctionsWorkerMiddleware
{
    private static readonly Dictionary<string, AccessAttribute> Rules = ReadRules();

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

        if (rule.Role is { } needed)
        {
            Principal? caller = await callers.FindAsync(http, context.CancellationToken);
            if (caller is null || !caller.IsAtLeast(needed))
            {
                await RefuseAsync(http, caller is not null);
                return;
            }

            context.Items[typeof(Principal)] = caller;
        }

        await next(context);
    }

    private static Task RefuseAsync(HttpContext http, bool known) => Answers.Of(known
        ? new Problem(ProblemKind.Forbidden, "forbidden", "Your role does not allow this. Ask an administrator of your organisation.")
        : new Problem(ProblemKind.Unauthorized, "unauthorized", "Sign in first.")).ExecuteAsync(http);

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
