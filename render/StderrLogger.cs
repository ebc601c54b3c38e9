using System.Globalization;
using Microsoft.Extensions.Logging;

namespace Shortloop.Render;

/// <summary>A line per entry on standard error, which is where a container's host collects them.</summary>
internal sealed class StderrLogger<T> : ILogger<T>
{
    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => logLevel >= LogLevel.Information;

    public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter)
    {
        if (!IsEnabled(logLevel)) return;
        var time = DateTimeOffset.UtcNow.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);
        Console.Error.WriteLine($"{time} {logLevel} {typeof(T).Name}: {formatter(state, exception)}");
    }
}
