using System.Numerics.Tensors;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Vectors;

internal readonly record struct ShelfKey(string OrgId, string Kind, string Model);

/// <summary>The vectors of one organisation, kind and model, in memory. Nothing else is ever compared with a query.</summary>
internal sealed class Shelf
{
    private readonly Dictionary<string, float[]> vectors = new(StringComparer.Ordinal);
    private int dimensions;

    public void Put(string id, float[] vector)
    {
        Fits(vector.Length);
        dimensions = vector.Length;
        vectors[id] = vector;
    }

    public void Remove(string id) => vectors.Remove(id);

    /// <summary>Exact: every vector is looked at. Unit vectors' cosine is their dot product.</summary>
    public IReadOnlyList<VectorHit> Nearest(ReadOnlySpan<float> query, int top)
    {
        if (vectors.Count == 0)
            return [];
        Fits(query.Length);
        // The worst kept hit is at the head, so each further vector costs one comparison.
        var kept = new PriorityQueue<VectorHit, VectorHit>(top + 1, Comparer<VectorHit>.Create((a, b) => Rank(b, a)));
        foreach (var (id, vector) in vectors)
        {
            var hit = new VectorHit(id, Math.Clamp(TensorPrimitives.Dot(query, vector), -1f, 1f));
            if (kept.Count < top)
                kept.Enqueue(hit, hit);
            else if (Rank(hit, kept.Peek()) < 0)
                kept.EnqueueDequeue(hit, hit);
        }
        var hits = new VectorHit[kept.Count];
        for (var place = hits.Length - 1; place >= 0; place--)
            hits[place] = kept.Dequeue();
        return hits;
    }

    public void Fits(int length)
    {
        if (vectors.Count > 0 && length != dimensions)
            throw new ArgumentException($"A vector of {length} dimensions among vectors of {dimensions}: the model's name must change with its size.");
    }

    private static int Rank(VectorHit a, VectorHit b)
    {
        var byCosine = b.Cosine.CompareTo(a.Cosine);
        return byCosine != 0 ? byCosine : string.CompareOrdinal(a.Id, b.Id);
    }
}
