using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Administration;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Engine.Broker;
using Shortloop.Local.Tests.Hosting;
using DeadLetter = Shortloop.Core.Administration.DeadLetter;

namespace Shortloop.Local.Tests.Administration;

/// <summary>Dead letters through the protocol that the real service speaks, over the embedded broker.</summary>
public sealed class DeadLettersTests : IAsyncLifetime
{
    private readonly string _folder = Directory.CreateTempSubdirectory("dead-letters-").FullName;
    private RealBroker _broker = null!;
    private SqliteDocumentStore _store = null!;
    private AuditLog _audit = null!;
    private DeadLetters _letters = null!;

    public async ValueTask InitializeAsync()
    {
        _broker = await RealBroker.StartAsync(
            TimeProvider.System, [.. Queues.All.Select(name => new BrokerQueue(name) { LockDuration = TimeSpan.FromMinutes(1), MaxDeliveryCount = 2 })]);
        _store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(_folder, "documents.db")), TimeProvider.System);
        _audit = new AuditLog(_store, TimeProvider.System);
        _letters = new DeadLetters(_broker.Queue, _audit);
    }

    public async ValueTask DisposeAsync()
    {
        _store.Dispose();
        await _broker.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task List_LookedAtTwice_ShowsTheSameWithoutWhatIsInThem()
    {
        await _broker.KillAsync(Queues.Render, "rnd_1-1", "{\"token\":\"secret\"}");
        await _broker.KillAsync(Queues.Due, "due_1");

        foreach (int _ in (int[])[1, 2])
        {
            IReadOnlyList<DeadLetter> found = Must(await _letters.ListAsync(null, default));
            Assert.Equal([(Queues.Render, "rnd_1-1"), (Queues.Due, "due_1")], found.Select(letter => (letter.Queue, letter.Id)));
            Assert.All(found, letter => Assert.Equal("MaxDeliveryCountExceeded", letter.Reason));
            Assert.All(found, letter => Assert.NotNull(letter.EnqueuedAt));
            Assert.DoesNotContain("secret", string.Concat(found));
        }
    }

    [Fact]
    public async Task Redrive_One_ComesAgainAsSentNowAndTheOthersStay()
    {
        await _broker.KillAsync(Queues.Render, "rnd_1-1", "one");
        await _broker.KillAsync(Queues.Render, "rnd_2-1", "two");

        Must(await _letters.RedriveAsync(Principal.LocalOwner, Queues.Render, "rnd_2-1", default));

        LockedMessage again = (await _broker.Queue.ReceiveAsync(Queues.Render, TimeSpan.Zero, default))!;
        Assert.Equal(("rnd_2-1", "two", 1), (again.Id, again.Body, again.DeliveryCount));
        Assert.Equal("rnd_1-1", Assert.Single(Must(await _letters.ListAsync(Queues.Render, default))).Id);
        Assert.Equal("dead_letter_redriven", Assert.Single((await _audit.ListAsync(AuditLog.Installation, null, 10, default)).Items).Action);
    }

    [Fact]
    public async Task Drop_One_IsGoneForGood()
    {
        await _broker.KillAsync(Queues.Due, "due_1");

        Must(await _letters.DropAsync(Principal.LocalOwner, Queues.Due, "due_1", default));

        Assert.Empty(Must(await _letters.ListAsync(null, default)));
        Assert.Null(await _broker.Queue.ReceiveAsync(Queues.Due, TimeSpan.Zero, default));
    }

    [Fact]
    public async Task Redrive_WhatIsNotThere_IsSaid()
    {
        Assert.Equal("dead_letter_gone", (await _letters.RedriveAsync(Principal.LocalOwner, Queues.Due, "due_9", default)).Problem?.Code);
        Assert.Equal("invalid_request", (await _letters.RedriveAsync(Principal.LocalOwner, "nothing", "due_9", default)).Problem?.Code);
    }

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded(out T? value, out Problem? problem) ? value : throw new InvalidOperationException(problem.Code);
}
