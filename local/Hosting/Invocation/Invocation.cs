using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
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

    /// <summary>0: the first try.</summary>
    public int Retry { get; init; }

    /// <summary>-1: without end.</summary>
    public int MaxRetries { get; init; }

    /// <summary>Also what middleware puts in its place.</summary>
    public InvocationResult Result { get; } = new Given();

    private sealed class Given : InvocationResult
    {
        public override object? Value { get; set; }
    }
}
