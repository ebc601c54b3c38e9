using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Shortloop.Adapters.ServiceBus;

/// <summary>The header of that name, the keys used here. Instants are RFC 1123 text, whole seconds.</summary>
internal sealed record BrokerProperties
{
    private static readonly JsonSerializerOptions Json = new() { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    public string? MessageId { get; init; }

    public string? ScheduledEnqueueTimeUtc { get; init; }

    public string? EnqueuedTimeUtc { get; init; }

    public string? LockToken { get; init; }

    public string? LockedUntilUtc { get; init; }

    public int? DeliveryCount { get; init; }

    public string ToHeader() => JsonSerializer.Serialize(this, Json);

    public static BrokerProperties? Parse(string header) => JsonSerializer.Deserialize<BrokerProperties>(header, Json);

    /// <summary>Rounded up: a message must not appear before its time.</summary>
    public static string Instant(DateTimeOffset at)
    {
        var rest = at.Ticks % TimeSpan.TicksPerSecond;
        var whole = rest == 0 ? at : at.AddTicks(TimeSpan.TicksPerSecond - rest);
        return whole.ToString("R", CultureInfo.InvariantCulture);
    }

    public static DateTimeOffset? Instant(string? text) =>
        DateTimeOffset.TryParse(text, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out var at)
            ? at
            : null;
}
