using Azure;
using Azure.Search.Documents.Indexes;
using Azure.Search.Documents.Indexes.Models;
using Shortloop.Core;

namespace Shortloop.Adapters.AiSearch;

/// <summary>
/// The index as the service has it: made when it is not there, and given a vector field when a model is first used. Several instances may do so
/// at once; the version that each saw decides, and who comes too late looks again. Fields of models that are no longer used stay: the
/// service takes none away.
/// </summary>
internal sealed class IndexDefinition(SearchIndexClient indexes, string name) : IDisposable
{
    private const int Tries = 5;

    private readonly SemaphoreSlim turn = new(1, 1);
    private volatile Dictionary<string, int>? known;

    /// <summary>The model's field; it is added if need be.</summary>
    public async Task<string> EnsureFieldAsync(string model, int dimensions, CancellationToken cancellation)
    {
        var field = IndexShape.VectorFieldOf(model);
        if (known is not { } fields || !fields.ContainsKey(field))
            fields = await AddFieldAsync(field, dimensions, cancellation);
        CheckSize(fields[field], dimensions);
        return field;
    }

    /// <returns>Null: nothing was ever put in by this model.</returns>
    public async Task<string?> FindFieldAsync(string model, int dimensions, CancellationToken cancellation)
    {
        var field = IndexShape.VectorFieldOf(model);
        if (known is not { } fields || !fields.ContainsKey(field))
            // Another instance may have added it.
            fields = Remember(await ReadAsync(cancellation));
        if (!fields.TryGetValue(field, out var size))
            return null;
        CheckSize(size, dimensions);
        return field;
    }

    /// <summary>The service said that there is no such index: it is looked at again.</summary>
    public void Forget() => known = null;

    public void Dispose() => turn.Dispose();

    private async Task<Dictionary<string, int>> AddFieldAsync(string field, int dimensions, CancellationToken cancellation)
    {
        await turn.WaitAsync(cancellation);
        try
        {
            for (var left = Tries; ; left--)
            {
                var index = await ReadAsync(cancellation);
                if (index is not null && index.Fields.Any(found => found.Name == field))
                    return Remember(index);
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

        Checked(index).Fields.Add(IndexShape.VectorField(field, dimensions));
        return await indexes.CreateOrUpdateIndexAsync(index, onlyIfUnchanged: true, cancellationToken: cancellation);
    }

    private Dictionary<string, int> Remember(SearchIndex? index) => index is null
        ? []
        : known = Checked(index).Fields
            .Where(field => field.VectorSearchDimensions is not null)
            .ToDictionary(field => field.Name, field => field.VectorSearchDimensions!.Value);

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
