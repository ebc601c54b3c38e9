using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace Shortloop.Local.Tests.Hosting;

/// <summary>What was logged at warning or above, so that a test can ask for it.</summary>
internal sealed class RecordedLogs : ILoggerProvider, ILogger
{
    public ConcurrentQueue<(string Message, Exception? Exception)> Entries { get; } = [];

    public ILogger CreateLogger(string categoryName) => this;

    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Warning;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (IsEnabled(logLevel)) Entries.Enqueue((formatter(state, exception), exception));
    }

    public void Dispose()
    {
    }
}
