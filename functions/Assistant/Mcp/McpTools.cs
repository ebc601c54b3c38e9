using System.Text.Json;
using System.Text.Json.Nodes;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Assistant;
using Shortloop.Core.Assistant.Tools;
using Shortloop.Core.Ports;

namespace Shortloop.Functions.Assistant.Mcp;

/// <summary>The assistant's tools as MCP lists and calls them.</summary>
internal sealed class McpTools(ToolCatalogue catalogue, ToolRunner runner)
{
    private const string Confirm = "confirm";
    private const string Token = "confirmationToken";

    /// <summary>Those that the caller's role and key allow.</summary>
    public JsonArray List(Principal caller) => new([.. catalogue.For(caller).Select(Describe)]);

    /// <exception cref="McpException">There is no such tool.</exception>
    public async Task<JsonObject> CallAsync(Principal caller, McpMessage message, IWorkflows workflows, CancellationToken cancellation)
    {
        if (message.Text("name") is not { } name || catalogue.All.FirstOrDefault(tool => tool.Name == name) is not { } tool)
            throw McpException.BadParameters("There is no tool of this name: tools/list tells which there are.");
        JsonObject arguments = message.Field("arguments") switch
        {
            { ValueKind: JsonValueKind.Object } given => JsonObject.Create(given)!,
            { ValueKind: JsonValueKind.Undefined } => [],
            _ => throw McpException.BadParameters("arguments must be an object."),
        };
        try
        {
            return Write(await RunAsync(caller, tool, arguments, workflows, cancellation));
        }
        catch (WorkException failed)
        {
            return Refuse(failed.Code, failed.Message);
        }
        catch (ArgumentException)
        {
            // The same property twice: found when it is first looked into.
            throw McpException.BadParameters("arguments name the same thing twice.");
        }
    }

    private Task<ToolOutcome> RunAsync(Principal caller, AssistantTool tool, JsonObject arguments, IWorkflows workflows, CancellationToken cancellation)
    {
        string place = $"mcp {caller.Key?.Id ?? caller.SessionId ?? "here"}";
        if (tool.Effect != ToolEffect.Confirmed)
            return runner.CallAsync(caller, place, tool.Name, arguments.ToJsonString(), workflows, cancellation);
        arguments.Remove(Confirm, out JsonNode? confirm);
        arguments.Remove(Token, out JsonNode? token);
        return confirm?.GetValueKind() == JsonValueKind.True && token?.GetValueKind() == JsonValueKind.String
            ? runner.ConfirmAsync(caller, place, token.GetValue<string>(), workflows, cancellation, (tool.Name, JsonSerializer.SerializeToElement(arguments)))
            : runner.CallAsync(caller, place, tool.Name, arguments.ToJsonString(), workflows, cancellation);
    }

    private static JsonNode Describe(AssistantTool tool)
    {
        var schema = JsonObject.Create(tool.Schema)!;
        if (tool.Effect == ToolEffect.Confirmed)
        {
            JsonObject properties = schema["properties"]!.AsObject();
            properties[Confirm] = new JsonObject { ["type"] = "boolean", ["description"] = "true with the second call, after a person has agreed to what the first one asked." };
            properties[Token] = new JsonObject { ["type"] = "string", ["description"] = "As the first call gave it; good once, for ten minutes, for the same arguments." };
        }

        return new JsonObject
        {
            ["name"] = tool.Name,
            ["title"] = tool.Title,
            ["description"] = tool.Description,
            ["inputSchema"] = schema,
            ["annotations"] = new JsonObject
            {
                ["readOnlyHint"] = tool.Effect == ToolEffect.Reads,
                ["destructiveHint"] = tool.Effect == ToolEffect.Confirmed,
                ["openWorldHint"] = false,
            },
        };
    }

    private static JsonObject Write(ToolOutcome outcome) => outcome switch
    {
        ToolOutcome.Answered answered => Result(answered.Answer.ToNode(), answered.Answer.Said, isError: false),
        ToolOutcome.Asked { Confirmation: var asked } => Result(
            new JsonObject
            {
                ["status"] = "confirmation_required",
                ["question"] = asked.Question,
                [Token] = asked.ActionId,
                ["expiresAt"] = asked.ExpiresAt.ToString("O", System.Globalization.CultureInfo.InvariantCulture),
            },
            $"Nothing has been done yet. Ask the person: {asked.Question} If they agree, call {asked.Tool} again with the same arguments, confirm: true and {Token}: {asked.ActionId}",
            isError: false),
        ToolOutcome.Refused refused => Refuse(refused.Problem.Code, refused.Problem.Message),
        _ => throw new InvalidOperationException(),
    };

    private static JsonObject Refuse(string code, string message) =>
        Result(new JsonObject { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } }, $"{code}: {message}", isError: true);

    private static JsonObject Result(JsonNode structured, string? said, bool isError) => new()
    {
        ["content"] = new JsonArray(new JsonObject { ["type"] = "text", ["text"] = said ?? structured.ToJsonString() }),
        ["structuredContent"] = structured,
        ["isError"] = isError,
    };
}
