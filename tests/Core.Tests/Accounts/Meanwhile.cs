using System.Reflection;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Tests.Accounts;

/// <summary>The real store, into which somebody else writes between what was read and what is written next.</summary>
public class Meanwhile : DispatchProxy
{
    private readonly TaskCompletionSource _written = new();
    private IDocumentStore _store = null!;
    private Container? _container;
    private Func<Task>? _write;

    /// <returns>The second ends when that was written, and not before: a test that nothing came between has seen nothing.</returns>
    public static (IDocumentStore Store, Task Written) BeforeTheFirstBatch(IDocumentStore store, Container container, Func<Task> write)
    {
        var proxy = Create<IDocumentStore, Meanwhile>();
        var meanwhile = (Meanwhile)(object)proxy;
        (meanwhile._store, meanwhile._container, meanwhile._write) = (store, container, write);
        return (proxy, meanwhile._written.Task);
    }

    protected override object? Invoke(MethodInfo? targetMethod, object?[]? args)
    {
        if (targetMethod!.Name == nameof(IDocumentStore.BatchAsync) && Equals(args![0], _container) && Interlocked.Exchange(ref _write, null) is { } write)
        {
            write().GetAwaiter().GetResult();
            _written.SetResult();
        }

        return targetMethod.Invoke(_store, args);
    }
}
