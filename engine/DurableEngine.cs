using System.Threading.Channels;
using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shortloop.Engine.Store;
using Shortloop.Engine.Worker;
using Shortloop.Sqlite;

namespace Shortloop.Engine;

/// <summary>
/// The engine: opens the file, takes up what a former run left, and keeps orchestrators and activities going until it is stopped.
/// get work → find the run in memory or rebuild it from history → run it on → commit → set going what the commit asked for.
/// </summary>
internal sealed class DurableEngine : IHostedService, IDisposable
{
    private static readonly TimeSpan StepRetryDelay = TimeSpan.FromSeconds(1);

    private readonly DurableEngineOptions _options;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly EngineDatabase _database;
    private readonly CancellationTokenSource _stopping = new();
    private readonly Channel<ActivityRow> _activities = Channel.CreateUnbounded<ActivityRow>();
    private readonly WorkCounter _work = new();
    private readonly ReadyInstances _ready;
    private readonly DueTimes _due;
    private readonly LiveRuns _runs;
    private readonly StepRunner _steps;
    private readonly ActivityRunner _activityRunner;
    private Task _workers = Task.CompletedTask;
    private int _troubled;
    private int _damaged;

    public DurableEngine(
        DurableEngineOptions options, DurableTaskRegistry registry, IServiceScopeFactory scopes, ILoggerFactory loggers, TimeProvider clock)
    {
        options.Validate();
        (_options, _clock, _logger) = (options, clock, loggers.CreateLogger<DurableEngine>());
        _database = new EngineDatabase(options, _logger);
        var catalog = new TaskCatalog(registry);
        Readers = new ReaderPool(_database);
        Committer = new GroupCommitter(_database, options.Probe);
        _ready = new ReadyInstances(_work);
        _due = new DueTimes(clock, _ready.Add);
        _runs = new LiveRuns(options.MaxCachedInstances);
        var factory = new RunFactory(catalog, options, scopes, loggers);
        _steps = new StepRunner(Readers, Committer, factory, _runs, loggers.CreateLogger<StepRunner>(), clock) { ForeignAwaitReported = key => _ready.Add(key) };
        _activityRunner = new ActivityRunner(Committer, catalog, options, scopes, loggers, clock);
    }

    internal ReaderPool Readers { get; }

    internal GroupCommitter Committer { get; }

    internal InstanceWatch Watch { get; } = new();

    public Task StartAsync(CancellationToken cancellationToken)
    {
        Recover();
        _workers = Task.WhenAll([
            .. Enumerable.Range(0, _options.MaxConcurrentOrchestrations).Select(_ => Task.Run(RunSteps, CancellationToken.None)),
            .. Enumerable.Range(0, _options.MaxConcurrentActivities).Select(_ => Task.Run(RunActivities, CancellationToken.None))]);
        return Task.CompletedTask;
    }

    /// <summary>Takes nothing new, lets what runs finish until the token says stop, and closes the file.</summary>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        await _stopping.CancelAsync();
        _due.Dispose();
        try
        {
            await _workers.WaitAsync(cancellationToken);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            _logger.DrainCutShort();
        }
        CloseFile();
    }

    public void Dispose()
    {
        _due.Dispose();
        CloseFile();
        _stopping.Dispose();
    }

    /// <summary>Sets going what a commit asked for. Only after the commit: a kill in between is made good by <see cref="Recover"/>.</summary>
    internal void SetGoing(StepEffects effects)
    {
        foreach (var activity in effects.Activities) Enqueue(activity);
        foreach (var (key, dueAt) in effects.Due) _due.Add(key, dueAt);
        foreach (var key in effects.Ready) _ready.Add(key);
        foreach (var instanceId in effects.Changed) Watch.Changed(instanceId);
    }

    /// <summary>Ends when no step and no activity is waiting or running; timers to come don't count.</summary>
    internal Task WhenIdle() => _work.WhenIdle();

    /// <summary>Stops as a killed process does: nothing more is committed, nobody is told.</summary>
    internal void Kill()
    {
        _stopping.Cancel();
        _due.Dispose();
        Committer.Kill();
        Readers.Close();
        _database.Dispose();
    }

    private void CloseFile()
    {
        Committer.Close();
        _runs.Dispose();
        Readers.Close();
        _database.Dispose();
    }

    private void Recover()
    {
        var now = _clock.GetUtcNow().UtcTicks;
        var (ready, due, activities) = Readers.Read(db => (Messages.KeysReadyAt(db, now), Messages.DueAfter(db, now), Activities.All(db)));
        _logger.EngineStarted(_options.DatabasePath, ready.Count, due.Count, activities.Count);
        activities.ForEach(Enqueue);
        foreach (var (key, dueAt) in due) _due.Add(key, dueAt);
        ready.ForEach(key => _ready.Add(key, now));
    }

    private void Enqueue(ActivityRow activity)
    {
        _work.Begin();
        _activities.Writer.TryWrite(activity);
    }

    private async Task RunSteps()
    {
        await foreach (var key in UntilStopped(_ready.Reader))
        {
            try
            {
                SetGoing(await _steps.RunAsync(key, _ready.Take(key)));
                if (_troubled == 1 && Interlocked.Exchange(ref _troubled, 0) == 1) _logger.StoreRecovered();
            }
            catch (SqliteFileException error) when (error.Fault == SqliteFault.Damaged && !_stopping.IsCancellationRequested)
            {
                GiveUp(error);
                return;
            }
            catch (Exception error) when (!_stopping.IsCancellationRequested)
            {
                Report(key, error);
                _due.Add(key, _clock.GetUtcNow().Add(StepRetryDelay).UtcTicks);
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                return;
            }
            _ready.Release(key);
        }
    }

    private async Task RunActivities()
    {
        await foreach (var activity in UntilStopped(_activities.Reader))
        {
            try
            {
                if (await _activityRunner.RunAsync(activity, _stopping.Token)) _ready.Add(activity.Key);
            }
            catch (SqliteFileException error) when (error.Fault == SqliteFault.Damaged && !_stopping.IsCancellationRequested)
            {
                GiveUp(error);
                return;
            }
            catch (Exception) when (_stopping.IsCancellationRequested)
            {
                // Its row is still there: it runs again after the next start.
                return;
            }
            _work.End();
        }
    }

    // A full disk fails every step there is: that is said once, not by each of them every second.
    private void Report(long key, Exception error)
    {
        if (error is not SqliteFileException { Passes: true }) _logger.StepNotStored(key, error);
        else if (Interlocked.Exchange(ref _troubled, 1) == 0) _logger.StoreTroubled(error.Message);
    }

    // Whatever it did from here on could rest on what is not true.
    private void GiveUp(SqliteFileException error)
    {
        if (Interlocked.Exchange(ref _damaged, 1) == 1) return;
        _logger.StoreDamaged(error.Message);
        _ = _stopping.CancelAsync();
        _options.Damaged?.Invoke(error);
    }

    private async IAsyncEnumerable<T> UntilStopped<T>(ChannelReader<T> reader)
    {
        var stopping = _stopping.Token;
        while (!stopping.IsCancellationRequested)
        {
            T item;
            try
            {
                item = await reader.ReadAsync(stopping);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }
            yield return item;
        }
    }
}
