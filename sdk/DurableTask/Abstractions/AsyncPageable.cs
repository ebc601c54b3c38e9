namespace Microsoft.DurableTask;

/// <summary>Items that come in pages and can be read one by one.</summary>
public abstract class AsyncPageable<T> : IAsyncEnumerable<T>
{
    /// <param name="continuationToken">Where to begin; null for the first page.</param>
    /// <param name="pageSizeHint">Items a page; a source may give fewer or more.</param>
    public abstract IAsyncEnumerable<Page<T>> AsPages(string? continuationToken = null, int? pageSizeHint = null);

    public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
    {
        await foreach (var page in AsPages().WithCancellation(cancellationToken))
        {
            foreach (var value in page.Values)
                yield return value;
        }
    }
}
