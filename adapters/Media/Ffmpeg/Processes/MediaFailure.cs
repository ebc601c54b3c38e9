using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Ffmpeg.Processes;

/// <summary>Turns what a tool said on standard error into the two kinds of error that the rest of the system knows.</summary>
internal static class MediaFailure
{
    private static readonly string[] NetworkSigns =
    [
        "Server returned", "HTTP error", "Connection refused", "Connection reset", "Connection timed out", "Network is unreachable",
        "Failed to resolve hostname", "Stream ends prematurely", "Error number -110",
    ];

    /// <param name="otherwise">What it means when stderr names none of the known troubles.</param>
    public static WorkException From(string stderr, Func<WorkException> otherwise)
    {
        if (stderr.Contains("No space left on device", StringComparison.Ordinal))
            return new TransientException("disk_full", "The disk is full. Free some space; the work is tried again.");
        if (NetworkSigns.Any(sign => stderr.Contains(sign, StringComparison.Ordinal)))
            return new TransientException("storage_unavailable", "The video could not be read from storage; it is tried again.");
        if (stderr.Contains("Cannot allocate memory", StringComparison.Ordinal))
            return new TransientException("memory_short", "There was too little memory for this video; it is tried again.");
        return otherwise();
    }

    public static PermanentException Unreadable() => new(
        "media_unreadable", "This file is damaged, cut short, or not a video of the kind its content claims. Export it again, as MP4 (H.264, AAC), and upload that.");

    /// <summary>The end of stderr without the input's location, which may be a signed link.</summary>
    public static string Tail(string stderr, MediaInput input)
    {
        var safe = stderr.Replace(input.Location, "INPUT", StringComparison.Ordinal);
        return safe.Length <= 2000 ? safe : safe[^2000..];
    }
}
