using System.Text.Json;
using Shortloop.Core;

namespace Shortloop.Functions.Http;

/// <summary>What the API's JSON has beyond the web defaults.</summary>
public static class ApiJson
{
    /// <summary>For who calls the API from .NET.</summary>
    public static JsonSerializerOptions Options { get; } = Configure(new(JsonSerializerOptions.Web));

    /// <summary>Our own enums carry their converter; one of the platform's can't.</summary>
    public static JsonSerializerOptions Configure(JsonSerializerOptions json)
    {
        json.Converters.Add(new SnakeCaseEnum<DayOfWeek>());
        return json;
    }
}
