using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Ports;
using Shortloop.Local.Serve.Logging;

namespace Shortloop.Local.Tests.Administration;

public sealed class LogFileTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("log-file-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task Read_LevelAndRequest_NewestFirst()
    {
        using var file = new LogFile(_folder);
        using ILoggerFactory factory = Logging(file);
        ILogger logger = factory.CreateLogger("Shortloop.Tests");
        logger.LogInformation("first");
        using (logger.BeginScope(new Dictionary<string, object?> { ["RequestId"] = "req-1" }))
            logger.LogError(new InvalidOperationException("broken"), "second {Number}", 2);

        IReadOnlyList<LogLine> all = await ReadAsync(file);
        Assert.Equal(["second 2", "first"], all.Select(line => line.Message));
        Assert.Equal(("req-1", "InvalidOperationException: broken"), (all[0].RequestId, all[0].Error));
        Assert.Equal("second 2", Assert.Single(await ReadAsync(file, LogLevel.Warning)).Message);
        Assert.Equal("second 2", Assert.Single(await ReadAsync(file, requestId: "req-1")).Message);
    }

    [Theory]
    [InlineData("Mail to mara@example.com failed", "Mail to [address] failed")]
    [InlineData("<mara.b+x@mail.example.com>", "<[address]>")]
    [InlineData("Authorization: Bearer abc.def.ghi refused", "Authorization: Bearer [token] refused")]
    [InlineData("GET /blob?sv=1&sig=secret%2F&se=2", "GET /blob?sv=1&sig=[token]&se=2")]
    public async Task Write_AddressOrToken_IsTakenOut(string message, string kept)
    {
        using var file = new LogFile(_folder);
        using ILoggerFactory factory = Logging(file);

        factory.CreateLogger("x").LogWarning("{Text}", message);

        Assert.Equal(kept, Assert.Single(await ReadAsync(file)).Message);
    }

    [Fact]
    public async Task Write_MoreThanFits_KeepsTheNewestWithinTwoFiles()
    {
        using var file = new LogFile(_folder, maxBytes: 2000);
        using ILoggerFactory factory = Logging(file);
        ILogger logger = factory.CreateLogger("x");
        for (int i = 0; i < 100; i++)
            logger.LogInformation("line {Number}", i);

        IReadOnlyList<LogLine> kept = await ReadAsync(file);

        Assert.Equal(["host.1.jsonl", "host.jsonl"], Directory.GetFiles(_folder).Select(Path.GetFileName).Order());
        Assert.InRange(new DirectoryInfo(_folder).EnumerateFiles().Sum(f => f.Length), 1, 4000);
        Assert.Equal(Enumerable.Range(0, kept.Count).Select(i => $"line {99 - i}"), kept.Select(line => line.Message));
    }

    [Fact]
    public async Task Read_LineCutOffByAKill_IsLeftOut()
    {
        using (var file = new LogFile(_folder))
        using (ILoggerFactory factory = Logging(file))
            factory.CreateLogger("x").LogInformation("whole");
        await File.AppendAllTextAsync(Path.Combine(_folder, "host.jsonl"), "{\"at\":\"2026-");

        using var again = new LogFile(_folder);
        Assert.Equal("whole", Assert.Single(await ReadAsync(again)).Message);
    }

    private static ILoggerFactory Logging(LogFile file) => LoggerFactory.Create(logging => logging.AddProvider(new LogFileProvider(file, TimeProvider.System)));

    private static async Task<IReadOnlyList<LogLine>> ReadAsync(LogFile file, LogLevel least = LogLevel.Trace, string? requestId = null) =>
        (await file.ReadAsync(least, requestId, 1000, default)).Succeeded(out IReadOnlyList<LogLine>? lines, out Problem? problem)
            ? lines
            : throw new InvalidOperationException(problem.Code);
}
