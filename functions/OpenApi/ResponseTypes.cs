using System.Reflection;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.Mvc.ApiExplorer;
using Microsoft.AspNetCore.Routing;
using Microsoft.AspNetCore.Routing.Patterns;

namespace Shortloop.Functions.OpenApi;

/// <param name="Type">Null: no body.</param>
internal sealed record ResponseType(int Status, Type? Type, string MediaType);

/// <summary>What a function answers, from its attributes and from the type it returns.</summary>
internal static class ResponseTypes
{
    private const string Json = "application/json";

    public static IReadOnlyList<ResponseType> Of(MethodInfo function)
    {
        var declared = function.GetCustomAttributes().OfType<IApiResponseMetadataProvider>().Select(Declared);
        var told = declared.Concat(Returned(function))
            .GroupBy(response => response.Status)
            .Select(group => group.First())
            .OrderBy(response => response.Status)
            .ToList();
        return told.Count > 0 ? told : [new(StatusCodes.Status200OK, null, Json)];
    }

    private static ResponseType Declared(IApiResponseMetadataProvider attribute)
    {
        var types = new Microsoft.AspNetCore.Mvc.Formatters.MediaTypeCollection();
        attribute.SetContentTypes(types);
        return new(attribute.StatusCode, Body(attribute.Type), types is [var media, ..] ? media : Json);
    }

    private static IEnumerable<ResponseType> Returned(MethodInfo function)
    {
        var type = Awaited(function.ReturnType);
        if (type == typeof(void)) return [];
        if (typeof(IEndpointMetadataProvider).IsAssignableFrom(type)) return FromMetadata(type, function);
        return typeof(IResult).IsAssignableFrom(type) ? [] : [new(StatusCodes.Status200OK, type, Json)];
    }

    /// <summary>TypedResults, and unions of them, know what they answer.</summary>
    private static IEnumerable<ResponseType> FromMetadata(Type type, MethodInfo function)
    {
        var endpoint = new RouteEndpointBuilder(null, RoutePatternFactory.Parse("/"), 0);
        typeof(ResponseTypes).GetMethod(nameof(Populate), BindingFlags.NonPublic | BindingFlags.Static)!
            .MakeGenericMethod(type).Invoke(null, [function, endpoint]);
        return endpoint.Metadata.OfType<IProducesResponseTypeMetadata>()
            .Select(response => new ResponseType(response.StatusCode, Body(response.Type), response.ContentTypes.FirstOrDefault() ?? Json));
    }

    private static void Populate<T>(MethodInfo function, EndpointBuilder endpoint)
        where T : IEndpointMetadataProvider => T.PopulateMetadata(function, endpoint);

    private static Type? Body(Type? type) => type == typeof(void) ? null : type;

    private static Type Awaited(Type type)
    {
        if (type == typeof(Task) || type == typeof(ValueTask)) return typeof(void);
        return type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(Task<>) || type.GetGenericTypeDefinition() == typeof(ValueTask<>))
            ? type.GetGenericArguments()[0]
            : type;
    }
}
