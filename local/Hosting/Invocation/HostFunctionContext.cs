using System.Diagnostics;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Hosting.Invocation;

internal sealed class HostFunctionContext : FunctionContext
{
    private readonly FunctionEntry _entry;

    public HostFunctionContext(Invocation invocation, IServiceProvider services, CancellationToken cancellation)
    {
        _entry = invocation.Entry;
        InstanceServices = services;
        CancellationToken = cancellation;
        BindingContext = new Data(invocation.Data);
        RetryContext = new Retry(invocation.Retry, invocation.MaxRetries);
        Features.Set(invocation);
        Features.Set(invocation.Result);
    }

    public override string InvocationId => field ??= Guid.NewGuid().ToString();

    public override string FunctionId => _entry.Definition.Id;

    public override FunctionDefinition FunctionDefinition => _entry.Definition;

    public override IServiceProvider InstanceServices { get; set; }

    public override CancellationToken CancellationToken { get; }

    public override BindingContext BindingContext { get; }

    public override TraceContext TraceContext => field ??= new Trace();

    public override RetryContext RetryContext { get; }

    public override IDictionary<object, object> Items { get; set; } = new Dictionary<object, object>();

    public override IInvocationFeatures Features { get; } = new InvocationFeatures();

    private sealed class Data(IReadOnlyDictionary<string, object?> values) : BindingContext
    {
        public override IReadOnlyDictionary<string, object?> BindingData => values;
    }

    private sealed class Trace : TraceContext
    {
        public override string TraceParent { get; } = Activity.Current?.Id ?? "";

        public override string TraceState { get; } = Activity.Current?.TraceStateString ?? "";
    }

    /// <summary>Of the host's own retries: those of queue and activity have other counts.</summary>
    private sealed class Retry(int count, int max) : RetryContext
    {
        public override int RetryCount => count;

        public override int MaxRetryCount => max;
    }
}
