using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker.Http;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi.Examples;

namespace Shortloop.Functions.OpenApi;

/// <summary>Writes one operation: who may call, parameters, body, answers, errors.</summary>
internal sealed class OperationWriter(SchemaBook schemas)
{
    private readonly SortedDictionary<string, JsonNode?> _errors = new(StringComparer.Ordinal);

    /// <summary>What the operations written so far refer to, for the components.</summary>
    public JsonObject Errors => new(_errors);

    public JsonObject Write(HttpOperation operation, string id, string method)
    {
        var attributes = operation.Function.GetCustomAttributes().ToList();
        var access = operation.Function.GetCustomAttribute<AccessAttribute>();
        var json = new JsonObject
        {
            ["operationId"] = id,
            ["tags"] = Tags(operation, attributes),
            ["summary"] = attributes.OfType<IEndpointSummaryMetadata>().FirstOrDefault()?.Summary ?? ExampleValues.Words(operation.Name) + ".",
        };
        if (Description(attributes, access) is { Length: > 0 } text) json["description"] = text;
        if (access is not null) json["security"] = SecuritySchemes.Of(access);

        var parameters = Parameters(operation, attributes, takesKey: method == "post" && access is { NeedsCaller: true });
        if (parameters.Count > 0) json["parameters"] = parameters;
        var body = Body(operation.Function, attributes);
        if (body is not null) json["requestBody"] = body;
        var errors = ErrorAnswers.Of(
            operation, method, body is not null, attributes.OfType<QueryParameterAttribute>().Any(), attributes.OfType<HeaderParameterAttribute>().Any(p => p.Name == "If-Match"));
        json["responses"] = Responses(operation.Function, errors);
        return json;
    }

    private static string Description(List<Attribute> attributes, AccessAttribute? access)
    {
        string? own = attributes.OfType<IEndpointDescriptionMetadata>().FirstOrDefault()?.Description;
        string? who = access switch
        {
            null => null,
            { UserRole: not null } => "For administrators of the installation.",
            { Role: { } role } => $"For members with the role {role.ToString().ToLowerInvariant()} or above"
                + (access.PeopleOnly ? ", not for API keys." : $"; API keys need the scope {access.Scope.ToString().ToLowerInvariant()}."),
            _ => $"For {char.ToLowerInvariant(access.Reason![0])}{access.Reason[1..].TrimEnd('.')}.",
        };
        return string.Join(' ', new[] { own, who }.OfType<string>());
    }

    private JsonArray Parameters(HttpOperation operation, List<Attribute> attributes, bool takesKey)
    {
        var declared = attributes.OfType<RequestParameterAttribute>().ToList();
        var parameters = new JsonArray(
            [.. operation.Route.Parameters.Select(parameter => PathParameter(operation, parameter)),
            .. declared.OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(Parameter)]);
        if (takesKey && declared.TrueForAll(parameter => parameter.Name != "Idempotency-Key")) parameters.Add(StandardParameters.IdempotencyKey);
        return parameters;
    }

    /// <summary>Without [Tags]: the feature, which is the folder.</summary>
    private static JsonArray Tags(HttpOperation operation, List<Attribute> attributes)
    {
        var tags = attributes.OfType<ITagsMetadata>().FirstOrDefault()?.Tags
            ?? [operation.Function.DeclaringType!.Namespace!.Split('.')[^1]];
        return new([.. tags.Select(tag => JsonValue.Create(tag))]);
    }

    private JsonObject PathParameter(HttpOperation operation, RoutePatternParameterPart part)
    {
        var argument = operation.Function.GetParameters()
            .FirstOrDefault(parameter => string.Equals(parameter.Name, part.Name, StringComparison.OrdinalIgnoreCase));
        var type = argument?.ParameterType ?? ByConstraint(part);
        return new()
        {
            ["name"] = part.Name,
            ["in"] = "path",
            ["required"] = true,
            ["schema"] = schemas.Of(Nullable.GetUnderlyingType(type) ?? type, SchemaUse.Request),
        };
    }

    private static Type ByConstraint(RoutePatternParameterPart part)
    {
        var constraints = part.ParameterPolicies.Select(policy => policy.Content).ToList();
        if (constraints.Contains("guid")) return typeof(Guid);
        if (constraints.Contains("int")) return typeof(int);
        return constraints.Contains("long") ? typeof(long) : typeof(string);
    }

    private JsonObject Parameter(RequestParameterAttribute attribute)
    {
        var json = new JsonObject { ["name"] = attribute.Name, ["in"] = attribute.Place, ["required"] = attribute.Required };
        if (attribute.Description is null && StandardParameters.Find(attribute.Name) is { } standard)
        {
            json["description"] = standard.Text;
            json["schema"] = standard.Schema;
            return json;
        }

        if (attribute.Description is { } description) json["description"] = description;
        json["schema"] = schemas.Of(attribute.Type, SchemaUse.Request);
        return json;
    }

    /// <summary>From [FromBody], or from [Consumes] where the function reads the body itself.</summary>
    private JsonObject? Body(MethodInfo function, List<Attribute> attributes)
    {
        var argument = function.GetParameters().FirstOrDefault(parameter => parameter.IsDefined(typeof(FromBodyAttribute)));
        var accepts = attributes.OfType<IAcceptsMetadata>().FirstOrDefault();
        if (argument is null && accepts is null) return null;

        bool optional = argument is null
            ? accepts!.IsOptional
            : argument.HasDefaultValue || new NullabilityInfoContext().Create(argument).WriteState == NullabilityState.Nullable;
        string media = argument is null && accepts!.ContentTypes is [var first, ..] ? first : "application/json";
        return new() { ["required"] = !optional, ["content"] = Content(media, argument?.ParameterType ?? accepts!.RequestType, SchemaUse.Request) };
    }

    private JsonObject Responses(MethodInfo function, SortedDictionary<int, List<string>> errors)
    {
        var json = new JsonObject();
        foreach (var response in ResponseTypes.Of(function).Where(response => !errors.ContainsKey(response.Status)))
        {
            var answer = new JsonObject { ["description"] = Description(response.Status) };
            if (response.Status >= 400) answer["content"] = Problem();
            else if (response.Type is not null || response.MediaType != "application/json")
                answer["content"] = Content(response.MediaType, response.Type, SchemaUse.Response);
            json[$"{response.Status}"] = answer;
        }

        foreach ((int status, List<string> codes) in errors)
        {
            string name = ErrorAnswers.Name(status, codes);
            _errors.TryAdd(name, ErrorAnswers.Response(status, codes, schemas.Of(typeof(ProblemBody), SchemaUse.Response)));
            json[$"{status}"] = new JsonObject { ["$ref"] = $"#/components/responses/{name}" };
        }

        json["default"] = new JsonObject { ["description"] = "It didn't work: the code says why.", ["content"] = Problem() };
        return json;
    }

    private JsonObject Problem() => Content("application/problem+json", typeof(ProblemBody), SchemaUse.Response);

    private JsonObject Content(string media, Type? type, SchemaUse use) =>
        new() { [media] = new JsonObject { ["schema"] = type is null ? new JsonObject() : schemas.Of(type, use) } };

    private static string Description(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Answer";
}
