namespace Shortloop.Sandbox.TikTok;

/// <summary>
/// What the audience does, as a function of the video's id and its age: a few people at once, then a saturating curve
/// views(t) = first + final · t / (t + half), so figures never fall and a given video always has the same history.
/// </summary>
internal sealed record VideoFigures(long Views, int Likes, int Comments, int Shares)
{
    public static VideoFigures At(Post post, DateTimeOffset now)
    {
        var seeded = new SplitMix((ulong)post.VideoId);
        var first = 12 + (seeded.Next() * 40);
        var final = 400 * Math.Pow(10, seeded.Next() * 2);
        var halfHours = 10 + (seeded.Next() * 40);
        var likeRate = 0.04 + (seeded.Next() * 0.08);
        var age = Math.Max(0, (now - (post.PublicAt ?? now)).TotalHours);
        var views = first + (final * age / (age + halfHours));
        return new(
            (long)views, (int)(views * likeRate), (int)(views * likeRate * (0.03 + (seeded.Next() * 0.09))), (int)(views * likeRate * (0.05 + (seeded.Next() * 0.15))));
    }

    /// <summary>SplitMix64: small, and the same on every run and machine.</summary>
    private sealed class SplitMix(ulong state)
    {
        private ulong _state = state;

        public double Next()
        {
            var z = _state += 0x9E3779B97F4A7C15;
            z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
            z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
            return ((z ^ (z >> 31)) >> 11) * (1.0 / (1UL << 53));
        }
    }
}
