using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shortloop.Core;

/// <summary>Enums travel and rest as the snake_case words of the API, and never as numbers.</summary>
public sealed class SnakeCaseEnum<T>() : JsonStringEnumConverter<T>(JsonNamingPolicy.SnakeCaseLower, allowIntegerValues: false)
    where T : struct, Enum;
