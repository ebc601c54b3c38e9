using System.Text.Json.Serialization;

namespace Shortloop.Core.Videos;

/// <summary>Containers we take, by content.</summary>
[JsonConverter(typeof(SnakeCaseEnum<MediaFormat>))]
public enum MediaFormat
{
    /// <summary>ISO base media: MP4, MOV, M4V.</summary>
    Mp4,

    /// <summary>WebM and MKV.</summary>
    Matroska,
    Avi,
}

/// <summary>What a look at the file tells, before anything is decoded.</summary>
/// <param name="DurationSeconds">Of the container, or of the longest stream where the container says nothing.</param>
/// <param name="Audio">Null: no sound.</param>
public sealed record MediaProbe(MediaFormat Format, double DurationSeconds, long SizeBytes, VideoStream Video, AudioStream? Audio);

/// <param name="Index">Stream index within the file (the audio may come first).</param>
/// <param name="Width">As shown: after rotation, in square pixels.</param>
/// <param name="Height">As shown, likewise.</param>
/// <param name="Rotation">Degrees clockwise that a player turns the coded picture: 0, 90, 180, 270.</param>
/// <param name="FrameRate">Average, frames per second.</param>
/// <param name="VariableFrameRate">The nominal and the average rate differ by more than 1 %.</param>
public sealed record VideoStream(
    int Index, string Codec, int Width, int Height, int Rotation, double FrameRate, bool VariableFrameRate, string PixelFormat);

/// <param name="SampleRate">Hz.</param>
public sealed record AudioStream(int Index, string Codec, int SampleRate, int Channels);
