using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Shortloop.Durable.Tests;

/// <summary>Collects what is logged, as "category: message".</summary>
public sealed class LogLines : ILoggerProvider
{
    private readonly ConcurrentQueue<string> _lines = [];

    public IReadOnlyList<string> Of(string category) =>
        [.. _lines.Where(line => line.StartsWith(category + ": ", StringComparison.Ordinal)).Select(line => line[(category.Length + 2)..])];

    public ILogger CreateLogger(string categoryName) => new Collector(categoryName, _lines);

    public void Dispose()
    {
    }

    private sealed class Collector(string category, ConcurrentQueue<string> lines) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            lines.Enqueue($"{category}: {formatter(state, exception)}");
    }
}
