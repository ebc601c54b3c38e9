using System.Text.RegularExpressions;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Local.Serve.Logging;

/// <summary>Writes what is logged into the log file. The page shows it to operators, so whatever looks like an address or a token is taken out once more here.</summary>
internal sealed partial class LogFileProvider(LogFile file, TimeProvider clock) : ILoggerProvider, ISupportExternalScope
{
    private const int Longest = 2000;

    private IExternalScopeProvider _scopes = new LoggerExternalScopeProvider();

    public ILogger CreateLogger(string categoryName) => new Writer(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public void Dispose()
    {
        // The file is the container's.
    }

    private string? RequestId()
    {
        string? found = null;
        _scopes.ForEachScope<object?>((scope, _) =>
        {
            if (scope is IEnumerable<KeyValuePair<string, object?>> pairs)
                found = pairs.FirstOrDefault(pair => pair.Key == "RequestId").Value?.ToString() ?? found;
        }, null);
        return found;
    }

    private static string Clean(string text)
    {
        string clean = Token().Replace(Address().Replace(text, "[address]"), "$1[token]");
        return clean.Length > Longest ? clean[..Longest] : clean;
    }

    [GeneratedRegex(@"[^\s<>""'=:,;(]+@[^\s<>""',;)]+\.[A-Za-z]{2,}")]
    private static partial Regex Address();

    [GeneratedRegex(@"((?:Bearer|SharedAccessSignature)\s+|[?&](?:sig|code|token|state)=)[^\s&""']+")]
    private static partial Regex Token();

    private sealed class Writer(LogFileProvider provider, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => provider._scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => logLevel != LogLevel.None;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            provider.Write(new LogLine(
                provider.Now, logLevel, category, eventId.Name, Clean(formatter(state, exception)), provider.RequestId(),
                exception is null ? null : Clean($"{exception.GetType().Name}: {exception.Message}")));
    }

    private DateTimeOffset Now => clock.GetUtcNow();

    private void Write(LogLine line) => file.Write(line);
}
