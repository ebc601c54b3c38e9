using Azure;
using Azure.Search.Documents.Indexes;
using Azure.Search.Documents.Indexes.Models;
using Shortloop.Core;

namespace Shortloop.Adapters.AiSearch;

/// <summary>
/// The index as the service has it: made when it is not there, and given a vector field when a model is first used
/// (and the text's field, if an earlier version of this product made it). Several instances may do so
/// at once; the version that each saw decides, and who comes too late looks again. Fields of models that are no longer used stay: the
/// service takes none away.
/// </summary>
internal sealed class IndexDefinition(SearchIndexClient indexes, string name) : IDisposable
{
    private const int Tries = 5;

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Fields? known;

    /// <param name="Vectors">Dimensions by name.</param>
    private sealed record Fields(IReadOnlyDictionary<string, int> Vectors, bool HasText)
    {
        public bool Serve(string vectorField) => HasText && Vectors.ContainsKey(vectorField);
    }

    /// <summary>The model's field; it and the text's are added if need be.</summary>
    public async Task<string> EnsureFieldAsync(string model, int dimensions, CancellationToken cancellation)
    {
        var field = IndexShape.VectorFieldOf(model);
        if (known is not { } fields || !fields.Serve(field))
            fields = await AddFieldsAsync(field, dimensions, cancellation);
        CheckSize(fields.Vectors[field], dimensions);
        return field;
    }

    /// <returns>Null: nothing was ever put in by this model.</returns>
    public async Task<string?> FindFieldAsync(string model, int dimensions, CancellationToken cancellation)
    {
        var field = IndexShape.VectorFieldOf(model);
        if (known is not { } fields || !fields.Vectors.ContainsKey(field))
            // Another instance may have added it.
            fields = Remember(await ReadAsync(cancellation));
        if (!fields.Vectors.TryGetValue(field, out var size))
            return null;
        CheckSize(size, dimensions);
        return field;
    }

    /// <returns>False: nothing with a text was ever put in.</returns>
    public async Task<bool> HasTextAsync(CancellationToken cancellation) =>
        known is { HasText: true } || Remember(await ReadAsync(cancellation)).HasText;

    /// <summary>The service said that there is no such index: it is looked at again.</summary>
    public void Forget() => known = null;

    public void Dispose() => turn.Dispose();

    private async Task<Fields> AddFieldsAsync(string field, int dimensions, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            for (var left = Tries; ; left--)
            {
                var index = await ReadAsync(cancellation);
                if (index is not null && Remember(index) is var found && found.Serve(field))
                    return found;
                try
                {
                    return Remember(await WriteAsync(index, field, dimensions, cancellation));
                }
                catch (RequestFailedException late) when (late.Status is 409 or 412 && left > 1)
                {
                    // Somebody else wrote it meanwhile.
                }
            }
        }
        finally
        {
            turn.Release();
        }
    }

    private async Task<SearchIndex?> ReadAsync(CancellationToken cancellation)
    {
        try
        {
            return await indexes.GetIndexAsync(name, cancellation);
        }
        catch (RequestFailedException absent) when (absent.Status == 404)
        {
            return null;
        }
    }

    private async Task<SearchIndex> WriteAsync(SearchIndex? index, string field, int dimensions, CancellationToken cancellation)
    {
        if (index is null)
        {
            var fresh = IndexShape.Empty(name);
            fresh.Fields.Add(IndexShape.VectorField(field, dimensions));
            return await indexes.CreateIndexAsync(fresh, cancellation);
        }

        if (!Checked(index).Fields.Any(found => found.Name == IndexShape.Text))
            index.Fields.Add(IndexShape.TextField());
        if (!index.Fields.Any(found => found.Name == field))
            index.Fields.Add(IndexShape.VectorField(field, dimensions));
        return await indexes.CreateOrUpdateIndexAsync(index, onlyIfUnchanged: true, cancellationToken: cancellation);
    }

    private Fields Remember(SearchIndex? index) => index is null
        ? new Fields(new Dictionary<string, int>(), HasText: false)
        : known = new Fields(
            Checked(index).Fields
                .Where(field => field.VectorSearchDimensions is not null)
                .ToDictionary(field => field.Name, field => field.VectorSearchDimensions!.Value),
            index.Fields.Any(field => field.Name == IndexShape.Text));

    private SearchIndex Checked(SearchIndex index) => IndexShape.Fault(index) is { } fault
        ? throw new PermanentException(
            "index_unusable", $"The search index '{name}' was made by something else: its '{fault}' is missing or another one. Choose another name.")
        : index;

    private static void CheckSize(int known, int dimensions)
    {
        if (known != dimensions)
            throw new ArgumentException($"A vector of {dimensions} dimensions among vectors of {known}: the model's name must change with its size.");
    }
}
