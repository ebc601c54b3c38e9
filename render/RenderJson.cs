using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shortloop.Render;

internal static class RenderJson
{
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.SnakeCaseLower) },
    };
}
