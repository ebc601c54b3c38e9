using System.Globalization;
using System.Text;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Items;

/// <summary>How close two hooks are, each measure 0 to 1.</summary>
/// <param name="Tokens">Jaccard index of the words that carry meaning, cut to their stems.</param>
/// <param name="Grams">Jaccard index of three letters in a row.</param>
/// <param name="Cosine">Of the embeddings; negative values count as 0.</param>
public readonly record struct Nearness(double Tokens, double Grams, double Cosine)
{
    /// <summary>Above this share of common words or letter groups two hooks say the same.</summary>
    public const double MostShared = 0.6;

    /// <summary>Above this cosine two hooks mean the same. It was set for the built-in embedder; other models put unlike texts closer, and get <see cref="MostAlikeElsewhere"/>.</summary>
    public const double MostAlike = 0.85;

    public const double MostAlikeElsewhere = 0.92;

    public bool IsTooClose(string model) =>
        Tokens >= MostShared || Grams >= MostShared || Cosine >= (model.StartsWith("builtin", StringComparison.Ordinal) ? MostAlike : MostAlikeElsewhere);

    /// <summary>For the one figure that is shown: the largest.</summary>
    public double Most => Math.Max(Tokens, Math.Max(Grams, Cosine));
}

/// <summary>A hook, ready to be compared.</summary>
public sealed class HookShape
{
    private const int Stem = 6;
    private readonly HashSet<string> _tokens;
    private readonly HashSet<string> _grams = [];
    private readonly float[]? _vector;

    /// <param name="vector">Unit length; null: words and letters alone are compared.</param>
    public HookShape(string id, string hook, string language, float[]? vector = null)
    {
        (Id, _vector) = (id, vector);
        string[] words = Words(hook);
        _tokens = [.. words.Where(word => !StopWords.In(language, word)).Select(word => word.Length > Stem ? word[..Stem] : word)];
        string plain = $" {string.Join(' ', words)} ";
        for (int at = 0; at + 3 <= plain.Length; at++)
            _grams.Add(plain.Substring(at, 3));
    }

    public string Id { get; }

    public Nearness To(HookShape other) => new(Jaccard(_tokens, other._tokens), Jaccard(_grams, other._grams), Cosine(_vector, other._vector));

    private static string[] Words(string text)
    {
        var plain = new StringBuilder();
        foreach (char c in text.Normalize(NormalizationForm.FormKC).ToLower(CultureInfo.InvariantCulture))
            plain.Append(char.IsLetterOrDigit(c) ? c : ' ');
        return plain.ToString().Split(' ', StringSplitOptions.RemoveEmptyEntries);
    }

    private static double Jaccard(HashSet<string> one, HashSet<string> other)
    {
        if (one.Count == 0 || other.Count == 0)
            return 0;
        int shared = one.Count(other.Contains);
        return (double)shared / (one.Count + other.Count - shared);
    }

    private static double Cosine(float[]? one, float[]? other)
    {
        if (one is null || other is null || one.Length != other.Length)
            return 0;
        double sum = 0;
        for (int at = 0; at < one.Length; at++)
            sum += one[at] * other[at];
        return Math.Max(0, sum);
    }
}

/// <summary>Two hooks that are too close. <paramref name="Later"/> is the one that has to change.</summary>
public sealed record NearPair(string Later, string Other, Nearness Nearness);

/// <summary>Finds hooks that are too close to others of the plan, or to those of the last (and next) 90 days. The rule is in docs/planner.md.</summary>
public sealed class SimilarityGuard(IEmbedder embedder)
{
    public static readonly TimeSpan Reach = TimeSpan.FromDays(90);

    public string Model => embedder.Model;

    /// <param name="plan">In order; of two that are too close the later one has to change, unless it must stay.</param>
    /// <param name="recent">Only compared with.</param>
    /// <param name="stays">What may not be changed: locked, approved.</param>
    public async Task<IReadOnlyList<NearPair>> FindAsync(
        IReadOnlyList<MonthItem> plan, IReadOnlyList<MonthItem> recent, Func<MonthItem, bool> stays, CancellationToken cancellation)
    {
        MonthItem[] hooked = [.. plan.Where(item => item.Hook.Length > 0)];
        HookShape[] own = await ShapeAsync(hooked, cancellation);
        HookShape[] others = await ShapeAsync(recent, cancellation);
        var near = new List<NearPair>();
        var changing = new HashSet<string>();
        // Those that stay come first, so that whatever is too close to them is what changes.
        int[] order = [.. Enumerable.Range(0, own.Length).OrderBy(index => stays(hooked[index]) ? 0 : 1)];
        for (int at = 0; at < order.Length; at++)
        {
            HookShape hook = own[order[at]];
            IEnumerable<HookShape> before = others.Concat(order.Take(at).Select(index => own[index]).Where(shape => !changing.Contains(shape.Id)));
            foreach (HookShape other in before)
            {
                if (hook.To(other) is var nearness && !nearness.IsTooClose(Model))
                    continue;
                near.Add(new NearPair(hook.Id, other.Id, nearness));
                if (!stays(hooked[order[at]]))
                    changing.Add(hook.Id);
                break;
            }
        }

        return near;
    }

    private async Task<HookShape[]> ShapeAsync(IReadOnlyList<MonthItem> items, CancellationToken cancellation)
    {
        if (items.Count == 0)
            return [];
        IReadOnlyList<float[]> vectors = await embedder.EmbedAsync([.. items.Select(item => item.Hook)], cancellation);
        return [.. items.Select((item, index) => new HookShape(item.Id, item.Hook, item.Language, vectors[index]))];
    }
}
