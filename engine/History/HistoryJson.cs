using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shortloop.Engine.History;

/// <summary>The stored form of events and failures. Source-generated: a step writes and reads many of these.</summary>
[JsonSourceGenerationOptions(
    JsonSerializerDefaults.Web, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault)]
[JsonSerializable(typeof(HistoryEvent))]
[JsonSerializable(typeof(Failure))]
[JsonSerializable(typeof(Dictionary<string, string>))]
internal sealed partial class HistoryJson : JsonSerializerContext
{
    internal static string Write(HistoryEvent happened) => JsonSerializer.Serialize(happened, Default.HistoryEvent);

    internal static HistoryEvent ReadEvent(string json) => JsonSerializer.Deserialize(json, Default.HistoryEvent)!;

    internal static string? Write(Failure? failure) => failure is null ? null : JsonSerializer.Serialize(failure, Default.Failure);

    internal static Failure? ReadFailure(string? json) => json is null ? null : JsonSerializer.Deserialize(json, Default.Failure);

    internal static string? Write(IReadOnlyDictionary<string, string>? tags) =>
        tags is null or { Count: 0 } ? null : JsonSerializer.Serialize(tags.ToDictionary(), Default.DictionaryStringString);

    internal static IReadOnlyDictionary<string, string> ReadTags(string? json) =>
        json is null ? new Dictionary<string, string>() : JsonSerializer.Deserialize(json, Default.DictionaryStringString)!;
}
