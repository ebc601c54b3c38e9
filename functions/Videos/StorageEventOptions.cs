namespace Shortloop.Functions.Videos;

/// <summary>How storage's events prove where they come from.</summary>
public enum StorageEventProof
{
    /// <summary>Nobody is listened to.</summary>
    Off,

    /// <summary>A token that Event Grid got for itself from the tenant of <c>SHORTLOOP_ENTRA_AUTHORITY</c>, for <c>SHORTLOOP_ENTRA_AUDIENCE</c>.</summary>
    Entra,

    /// <summary>A secret in the header <see cref="StorageEventOptions.KeyHeader"/>, which the event subscription adds to each delivery.</summary>
    Key,
}

/// <summary>Which storage is listened to, and how it proves itself.</summary>
/// <param name="Container">The address that our uploads lie under; an event about anything else is nothing to us.</param>
public sealed record StorageEventOptions(Uri Container, StorageEventProof Proof, string? Key = null)
{
    public const string KeyHeader = "X-Shortloop-Event-Key";

    private const int ShortestKey = 32;

    public bool Listens => Proof != StorageEventProof.Off;

    /// <summary>From settings: <c>SHORTLOOP_STORAGE_EVENTS</c> (off, entra or key) and <c>SHORTLOOP_STORAGE_EVENTS_KEY</c>.</summary>
    /// <param name="problem">What is wrong with them; null when nothing is.</param>
    public static StorageEventOptions Read(Func<string, string?> setting, Uri container, out string? problem)
    {
        string? key = setting("SHORTLOOP_STORAGE_EVENTS_KEY");
        (StorageEventProof proof, problem) = setting("SHORTLOOP_STORAGE_EVENTS") switch
        {
            null or "" or "off" => (StorageEventProof.Off, null),
            "entra" => (StorageEventProof.Entra, setting("SHORTLOOP_ENTRA_AUTHORITY") is { Length: > 0 }
                ? null
                : "SHORTLOOP_STORAGE_EVENTS=entra also needs SHORTLOOP_ENTRA_AUTHORITY and SHORTLOOP_ENTRA_AUDIENCE."),
            "key" => (StorageEventProof.Key, key is { Length: >= ShortestKey }
                ? null
                : $"SHORTLOOP_STORAGE_EVENTS=key also needs SHORTLOOP_STORAGE_EVENTS_KEY, of {ShortestKey} characters or more."),
            _ => (StorageEventProof.Off, "SHORTLOOP_STORAGE_EVENTS may be off, entra or key."),
        };
        return new StorageEventOptions(container, proof, key);
    }
}
