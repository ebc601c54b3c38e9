using Microsoft.AspNetCore.Http;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Invocation;

/// <summary>One run of one function: what the trigger brought, and in the end what the function gave back.</summary>
internal sealed class Invocation(FunctionEntry entry, object? payload)
{
    private static readonly Dictionary<string, object?> NoData = [];

    public FunctionEntry Entry => entry;

    /// <summary>The value of the trigger parameter.</summary>
    public object? Payload => payload;

    /// <summary>Null unless a request started the function.</summary>
    public HttpContext? Http { get; init; }

    public IReadOnlyDictionary<string, object?> Data { get; init; } = NoData;

    public object? Result { get; set; }
}
