using Shortloop.Core.Edits;
using Shortloop.Core.Videos;

namespace Shortloop.Adapters.Ffmpeg.Rendering;

/// <summary>Filters that bring the edit's picture to a frame of another size and shape.</summary>
internal static class PictureFilters
{
    /// <summary>The background is blurred at an eighth of its size: a 64th of the work, and smoother.</summary>
    private const int Shrink = 8;

    /// <summary>Shapes closer than this are the same: bars of a pixel or two are better than a blurred rim.</summary>
    private const double SameShape = 0.01;

    /// <param name="number">Tells the labels of several pictures apart.</param>
    public static string Frame(RenderPicture picture, VideoStream source, string from, string to, int number)
    {
        var size = $"{picture.Width}:{picture.Height}";
        if (picture.Framing == Framing.Crop)
            return $"[{from}]scale={size}:force_original_aspect_ratio=increase:flags=bicubic,crop={size},setsar=1[{to}]";
        if (IsSameShape(picture, source))
            return $"[{from}]scale={size}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic,pad={size}:-1:-1,setsar=1[{to}]";
        var small = $"{Even(picture.Width / Shrink)}:{Even(picture.Height / Shrink)}";
        return $"[{from}]split=2[near{number}][far{number}];"
            + $"[far{number}]scale={small}:force_original_aspect_ratio=increase:flags=area,crop={small},gblur=sigma=5:steps=2,"
            + $"eq=brightness=-0.08:saturation=1.1,scale={size}:flags=bicubic,setsar=1[back{number}];"
            + $"[near{number}]scale={size}:force_original_aspect_ratio=decrease:force_divisible_by=2:flags=bicubic,setsar=1[front{number}];"
            + $"[back{number}][front{number}]overlay=(W-w)/2:(H-h)/2:format=yuv420[{to}]";
    }

    private static bool IsSameShape(RenderPicture picture, VideoStream source)
    {
        var wanted = (double)picture.Width / picture.Height;
        return Math.Abs(((double)source.Width / source.Height) - wanted) <= SameShape * wanted;
    }

    private static int Even(int value) => Math.Max(2, value / 2 * 2);
}
