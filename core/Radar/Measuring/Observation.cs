using System.Text.Json;
using System.Text.Json.Serialization;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Radar.Measuring;

/// <summary>
/// What a video's numbers were at one instant. Stored as an array (<c>[Unix seconds, views, likes, comments, shares, viral score]</c>, unknown
/// ends left out), because a watched video carries dozens of them.
/// </summary>
/// <param name="Viral">The viral score at that instant; null: no baseline.</param>
[JsonConverter(typeof(ObservationJson))]
public readonly record struct Observation(DateTimeOffset At, long? Views, long? Likes, long? Comments, long? Shares, double? Viral = null)
{
    public static Observation Of(PublicMetrics metrics) =>
        new(DateTimeOffset.FromUnixTimeSeconds(metrics.At.ToUnixTimeSeconds()), metrics.Views, metrics.Likes, metrics.Comments, metrics.Shares);
}

internal sealed class ObservationJson : JsonConverter<Observation>
{
    private const int Fields = 6;

    public override Observation Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartArray)
            throw new JsonException("An observation is an array.");
        Span<double?> values = stackalloc double?[Fields];
        for (int n = 0; reader.Read() && reader.TokenType != JsonTokenType.EndArray; n++)
            if (n < Fields)
                values[n] = reader.TokenType == JsonTokenType.Null ? null : reader.GetDouble();
        return new Observation(
            DateTimeOffset.FromUnixTimeSeconds((long)(values[0] ?? 0)), (long?)values[1], (long?)values[2], (long?)values[3], (long?)values[4], values[5]);
    }

    public override void Write(Utf8JsonWriter writer, Observation value, JsonSerializerOptions options)
    {
        ReadOnlySpan<double?> values = [value.Views, value.Likes, value.Comments, value.Shares, value.Viral];
        int last = values.Length;
        while (last > 0 && values[last - 1] is null)
            last--;
        writer.WriteStartArray();
        writer.WriteNumberValue(value.At.ToUnixTimeSeconds());
        foreach (double? one in values[..last])
            if (one is null)
                writer.WriteNullValue();
            else if (one == Math.Floor(one.Value))
                writer.WriteNumberValue((long)one.Value);
            else
                writer.WriteNumberValue(Math.Round(one.Value, 3));
        writer.WriteEndArray();
    }
}
