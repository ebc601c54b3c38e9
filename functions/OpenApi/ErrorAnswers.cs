using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.WebUtilities;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.OpenApi;

/// <summary>What can go wrong with an operation: what its access rule, its parameters and its body make possible, and what the function says of itself.</summary>
internal static class ErrorAnswers
{
    private static readonly Dictionary<string, string> Messages = new()
    {
        ["invalid_request"] = "A page has 1 to 100 items.",
        ["invalid_json"] = "The body is not the JSON that is expected here (line 1, byte 1).",
        ["unauthorized"] = "Sign in first.",
        ["forbidden"] = "Your role does not allow this. Ask an administrator of your organisation.",
        ["session_required"] = "Only a person who has signed in can do this, not an API key.",
        ["scope_missing"] = "This API key was not made for that: it needs the scope 'write'. Make another key.",
        ["system_admin_only"] = "Only administrators of this installation may do this.",
        ["not_found"] = "There is no such thing in your organisation.",
        ["idempotency_in_progress"] = "The first request with this key is still at work. Ask again with the same key.",
        ["changed_meanwhile"] = "This was changed by someone else meanwhile. Read it again and repeat your change.",
        ["body_too_large"] = "The body is larger than this address takes.",
        ["unsupported_media_type"] = "The body must be JSON: send Content-Type: application/json.",
        ["idempotency_key_reused"] = "This Idempotency-Key was used for another request. Take a new one for each thing you want done.",
        ["rate_limited"] = "Too many requests in a short time. Wait as long as Retry-After says.",
    };

    /// <returns>By status.</returns>
    public static SortedDictionary<int, List<string>> Of(HttpOperation operation, string method, bool hasBody, bool hasParameters, bool takesIfMatch)
    {
        var errors = new SortedDictionary<int, List<string>>();
        AccessAttribute? access = operation.Function.GetCustomAttribute<AccessAttribute>();
        if (hasParameters) Add(StatusCodes.Status400BadRequest, "invalid_request");
        if (hasBody)
        {
            Add(StatusCodes.Status400BadRequest, "invalid_request", "invalid_json");
            Add(StatusCodes.Status413PayloadTooLarge, "body_too_large");
            Add(StatusCodes.Status415UnsupportedMediaType, "unsupported_media_type");
        }

        if (operation.Route.Parameters.Any(parameter => parameter.Name.EndsWith("Id", StringComparison.Ordinal)))
            Add(StatusCodes.Status404NotFound, "not_found");
        if (takesIfMatch) Add(StatusCodes.Status412PreconditionFailed, "changed_meanwhile");
        if (access is not null) AddAccess(access);
        foreach (FailsAttribute own in operation.Function.GetCustomAttributes<FailsAttribute>()) Add(own.Status, [.. own.Codes]);
        return errors;

        void AddAccess(AccessAttribute rule)
        {
            if (!rule.Uncounted) Add(StatusCodes.Status429TooManyRequests, "rate_limited");
            if (!rule.NeedsCaller) return;
            Add(StatusCodes.Status401Unauthorized, "unauthorized");
            if (rule.UserRole is not null) Add(StatusCodes.Status403Forbidden, "system_admin_only");
            else if (rule.PeopleOnly) Add(StatusCodes.Status403Forbidden, "session_required");
            else if (rule.Scope != Core.Accounts.Keys.KeyScope.Read) Add(StatusCodes.Status403Forbidden, "scope_missing");
            if (rule.Role > Core.Accounts.Role.Viewer) Add(StatusCodes.Status403Forbidden, "forbidden");
            if (method == "post")
            {
                Add(StatusCodes.Status409Conflict, "idempotency_in_progress");
                Add(StatusCodes.Status422UnprocessableEntity, "idempotency_key_reused");
            }
        }

        void Add(int status, params string[] codes)
        {
            if (!errors.TryGetValue(status, out List<string>? known)) errors[status] = known = [];
            known.AddRange(codes.Where(code => !known.Contains(code)));
        }
    }

    /// <summary>The name of an answer that can have these codes, among the components: many operations share it.</summary>
    public static string Name(int status, IEnumerable<string> codes) => $"{string.Join("_or_", codes.Order(StringComparer.Ordinal))}_{status}";

    /// <param name="schema">Of a problem.</param>
    public static JsonObject Response(int status, IReadOnlyList<string> codes, JsonObject schema) => new()
    {
        ["description"] = $"{ReasonPhrases.GetReasonPhrase(status)}: {string.Join(", ", codes.Select(code => $"`{code}`"))}.",
        ["content"] = new JsonObject
        {
            ["application/problem+json"] = new JsonObject
            {
                ["schema"] = schema,
                ["examples"] = new JsonObject(codes.Select(code => KeyValuePair.Create(code, (JsonNode?)Example(status, code)))),
            },
        },
    };

    private static JsonObject Example(int status, string code) => new()
    {
        ["value"] = new JsonObject
        {
            ["type"] = "about:blank",
            ["title"] = ReasonPhrases.GetReasonPhrase(status),
            ["status"] = status,
            ["code"] = code,
            ["message"] = Messages.GetValueOrDefault(code, "A sentence that says what to do."),
            ["details"] = code == "invalid_request" ? new JsonObject { ["limit"] = new JsonArray(Messages[code]) } : null,
            ["requestId"] = "4bf92f3577b34da6a3ce929d0e0e4736",
        },
    };
}
