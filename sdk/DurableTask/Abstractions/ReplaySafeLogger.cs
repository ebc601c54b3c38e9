using Microsoft.Extensions.Logging;

namespace Microsoft.DurableTask;

/// <summary>Says nothing while an orchestrator is replayed, so that a line is written once.</summary>
internal sealed class ReplaySafeLogger(TaskOrchestrationContext context, ILogger logger) : ILogger
{
    public IDisposable? BeginScope<TState>(TState state)
        where TState : notnull => logger.BeginScope(state);

    public bool IsEnabled(LogLevel logLevel) => logger.IsEnabled(logLevel);

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!context.IsReplaying)
            logger.Log(logLevel, eventId, state, exception, formatter);
    }
}

internal sealed class ReplaySafeLoggerFactory(TaskOrchestrationContext context, Func<ILoggerFactory> inner) : ILoggerFactory
{
    public ILogger CreateLogger(string categoryName) => new ReplaySafeLogger(context, inner().CreateLogger(categoryName));

    public void AddProvider(ILoggerProvider provider) => inner().AddProvider(provider);

    /// <summary>The wrapped factory belongs to the host.</summary>
    public void Dispose()
    {
    }
}
