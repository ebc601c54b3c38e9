using Microsoft.Extensions.Logging;

namespace Shortloop.Adapters.Ffmpeg;

internal static partial class Logs
{
    [LoggerMessage(1, LogLevel.Warning, "{Tool} ended with code {ExitCode}: {Tail}")]
    public static partial void ToolFailed(this ILogger logger, string tool, int exitCode, string tail);

    [LoggerMessage(2, LogLevel.Debug, "Measured {Frames} frames ({Seconds:0.0} s of media), {Cuts} cuts")]
    public static partial void Measured(this ILogger logger, int frames, double seconds, int cuts);

    [LoggerMessage(3, LogLevel.Debug, "Sound of the edit: {Measured} LUFS, target {Target}, gain {Gain:0.0} dB after {Passes} passes, predicted {Predicted} LUFS")]
    public static partial void SoundPlanned(this ILogger logger, double? measured, double target, double gain, int passes, double? predicted);

    [LoggerMessage(4, LogLevel.Information, "The sound cannot reach {Target} LUFS: its peaks allow {Reached:0.0}")]
    public static partial void LoudnessOutOfReach(this ILogger logger, double target, double reached);
}
