using System.Reflection;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Azure.Functions.Worker.Http;
using Shortloop.Functions.Http;

namespace Shortloop.Functions.OpenApi;

/// <summary>Writes one operation: parameters, body, answers.</summary>
internal sealed class OperationWriter(SchemaBook schemas)
{
    public JsonObject Write(HttpOperation operation, string id)
    {
        var attributes = operation.Function.GetCustomAttributes().ToList();
        var json = new JsonObject { ["operationId"] = id, ["tags"] = Tags(operation, attributes) };
        if (attributes.OfType<IEndpointSummaryMetadata>().FirstOrDefault() is { } summary) json["summary"] = summary.Summary;
        if (attributes.OfType<IEndpointDescriptionMetadata>().FirstOrDefault() is { } text) json["description"] = text.Description;

        var parameters = new JsonArray(
            [.. operation.Route.Parameters.Select(parameter => PathParameter(operation, parameter)),
            .. attributes.OfType<RequestParameterAttribute>().OrderBy(parameter => parameter.Name, StringComparer.Ordinal).Select(Parameter)]);
        if (parameters.Count > 0) json["parameters"] = parameters;
        if (Body(operation.Function, attributes) is { } body) json["requestBody"] = body;
        json["responses"] = Responses(operation.Function);
        return json;
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

    private JsonObject Responses(MethodInfo function)
    {
        var json = new JsonObject();
        foreach (var response in ResponseTypes.Of(function))
        {
            var answer = new JsonObject { ["description"] = Description(response.Status) };
            if (response.Status >= 400) answer["content"] = Problem();
            else if (response.Type is not null || response.MediaType != "application/json")
                answer["content"] = Content(response.MediaType, response.Type, SchemaUse.Response);
            json[$"{response.Status}"] = answer;
        }

        json["default"] = new JsonObject { ["description"] = "It didn't work: the code says why.", ["content"] = Problem() };
        return json;
    }

    private JsonObject Problem() => Content("application/problem+json", typeof(ProblemBody), SchemaUse.Response);

    private JsonObject Content(string media, Type? type, SchemaUse use) =>
        new() { [media] = new JsonObject { ["schema"] = type is null ? new JsonObject() : schemas.Of(type, use) } };

    private static string Description(int status) => ReasonPhrases.GetReasonPhrase(status) is { Length: > 0 } phrase ? phrase : "Answer";
}
