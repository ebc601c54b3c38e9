using Microsoft.AspNetCore.Http;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Invocation;

/// <summary>One run of one function: what the trigger brought, and in the end what the function gave back.</summary>
/// <param name="Payload">The value of the trigger parameter.</param>
internal sealed record Invocation(FunctionEntry Entry, object? Payload)
{
    private static readonly Dictionary<string, object?> NoData = [];

    /// <summary>Null unless a request started the function.</summary>
    public HttpContext? Http { get; init; }

    public IReadOnlyDictionary<string, object?> Data { get; init; } = NoData;

    /// <summary>0: the first try.</summary>
    public int Retry { get; init; }

    /// <summary>-1: without end.</summary>
    public int MaxRetries { get; init; }

    public object? Result { get; set; }
}
