using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>Does what an operator orders for one orchestration, and sends the browser back to its page.</summary>
internal sealed class InstanceOrders(IServiceProvider services, InstancePage page)
{
    public async Task<IResult> ObeyAsync(string order, HttpRequest request, CancellationToken cancellation)
    {
        var form = await request.ReadFormAsync(cancellation);
        string id = form["id"].ToString();
        if (services.GetService<DurableTaskClient>() is not { } client || id.Length == 0
            || await client.GetInstancesAsync(id, cancellation: cancellation) is not { } instance)
            return OperatorPages.NotFound($"There is no orchestration '{id}'. It may have been purged.");

        return order switch
        {
            "raise" => await RaiseAsync(client, instance, form["event"].ToString().Trim(), form["payload"].ToString(), cancellation),
            "suspend" => await WhileItRunsAsync(instance, "suspended", () => client.SuspendInstanceAsync(id, "by the operator", cancellation)),
            "resume" => await WhileItRunsAsync(instance, "resumed", () => client.ResumeInstanceAsync(id, "by the operator", cancellation)),
            "terminate" => await WhileItRunsAsync(instance, "terminated", () => client.TerminateInstanceAsync(
                id, new TerminateInstanceOptions(Output: "terminated by the operator", Recursive: true), cancellation)),
            "restart" => await RestartAsync(client, id, cancellation),
            "purge" => await PurgeAsync(client, instance, cancellation),
            _ => OperatorPages.NotFound("There is no such order."),
        };
    }

    private async Task<IResult> RaiseAsync(
        DurableTaskClient client, OrchestrationMetadata instance, string name, string payload, CancellationToken cancellation)
    {
        if (name.Length == 0)
            return await page.DrawAsync(instance.InstanceId, false, new("", payload, "An event needs a name."), cancellation);
        try
        {
            object? value = string.IsNullOrWhiteSpace(payload) ? null : JsonSerializer.Deserialize<JsonElement>(payload);
            return await WhileItRunsAsync(instance, "raised", () => client.RaiseEventAsync(instance.InstanceId, name, value, cancellation));
        }
        catch (JsonException broken)
        {
            string where = $"line {broken.LineNumber + 1}, column {broken.BytePositionInLine + 1}";
            return await page.DrawAsync(
                instance.InstanceId, false, new(name, payload, $"The payload is not JSON ({where}). A text needs its quotes."), cancellation);
        }
    }

    private static async Task<IResult> WhileItRunsAsync(OrchestrationMetadata instance, string said, Func<Task> act)
    {
        if (instance.IsCompleted) return Back(instance.InstanceId, "finished");
        await act();
        return Back(instance.InstanceId, said);
    }

    private static async Task<IResult> RestartAsync(DurableTaskClient client, string id, CancellationToken cancellation)
    {
        try
        {
            await client.RestartAsync(id, restartWithNewInstanceId: false, cancellation);
            return Back(id, "restarted");
        }
        catch (InvalidOperationException)
        {
            return Back(id, "unfinished");
        }
    }

    private static async Task<IResult> PurgeAsync(DurableTaskClient client, OrchestrationMetadata instance, CancellationToken cancellation)
    {
        if (!instance.IsCompleted) return Back(instance.InstanceId, "unfinished");
        await client.PurgeInstanceAsync(instance.InstanceId, cancellation: cancellation);
        return Results.Redirect("/_host/orchestrations?said=purged");
    }

    private static IResult Back(string id, string said) => Results.Redirect($"{InstancePage.Address(id)}&said={said}");
}
