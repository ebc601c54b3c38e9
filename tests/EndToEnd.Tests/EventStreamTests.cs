using System.Globalization;
using System.Text.Json.Nodes;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core.Operations;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>The stream over real connections, with a host that is killed and a second writer beside it.</summary>
public sealed class EventStreamTests : IAsyncLifetime
{
    private const string Org = "org_local";
    private const string Me = "usr_local";

    private Installation _shortloop = null!;
    private SqliteDocumentStore _store = null!;
    private EventLog _log = null!;

    public async ValueTask InitializeAsync()
    {
        _shortloop = await Installation.StartAsync(connect: false);
        _store = new SqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(_shortloop.Data, "documents.db")), TimeProvider.System);
        _log = new EventLog(_store, TimeProvider.System);
    }

    public async ValueTask DisposeAsync()
    {
        _store?.Dispose();
        if (_shortloop is not null)
            await _shortloop.DisposeAsync();
    }

    [Fact]
    public async Task Events_WhileClientAndHostComeAndGo_ArriveOnceEach()
    {
        var seed = int.TryParse(Environment.GetEnvironmentVariable("SHORTLOOP_EVENTS_SEED"), out var given) ? given : Environment.TickCount;
        TestContext.Current.TestOutputHelper?.WriteLine($"SHORTLOOP_EVENTS_SEED={seed}");
        using var reader = new EventReader(_shortloop.Address);
        var got = new List<SentEvent>();
        var first = 0L;
        long? last = null;
        var listening = new TaskCompletionSource();
        var reading = Task.Run(async () =>
        {
            var random = new Random(seed);
            while (last is null || got.Count < last - first)
            {
                var left = random.Next(1, 40);
                await reader.ReadAsync(
                    entry =>
                    {
                        got.Add(entry);
                        return --left > 0 && (last is null || got.Count < last - first);
                    },
                    () => listening.TrySetResult());
            }
        });
        await listening.Task.WaitAsync(Poll.Patience);
        first = EventLog.Read(reader.LastId)!.Value;

        var random = new Random(seed + 1);
        var writing = Task.WhenAll(WriteBesideAsync(new Random(seed + 2)), WriteThroughTheApiAsync());
        for (var kill = 0; kill < 3; kill++)
        {
            await Task.Delay(random.Next(100, 900));
            _shortloop.KillHost();
            await _shortloop.StartHostAsync();
        }

        await writing;
        last = await _log.LastAsync(Org, default);
        // A last one, so that the reader looks up.
        await _log.AppendAsync(Org, Me, "job", "end", null, default);
        last++;
        await reading.WaitAsync(Poll.Patience);

        Assert.True(last - first > 300, $"Only {last - first} events were written.");
        Assert.DoesNotContain(got, entry => entry.Kind == "reset");
        Assert.Equal(Numbers(first + 1, last.Value), got.Select(entry => EventLog.Read(entry.Id)!.Value));
        var stored = (await _log.ReadAsync(Org, first, last.Value, default))!;
        Assert.Equal(stored.Select(entry => entry.EntityId), got.Select(entry => (string)JsonNode.Parse(entry.Data)!["id"]!));
    }

    [Fact]
    public async Task Events_FromAnIdThatIsTooOld_BeginWithAReset()
    {
        for (var i = 0; i <= EventLog.MaxMissed; i++)
            await _log.AppendAsync(Org, Me, "job", "job_1", null, default);
        using var http = new HttpClient { BaseAddress = _shortloop.Address };
        using var request = new HttpRequestMessage(HttpMethod.Get, "api/v1/events");
        request.Headers.TryAddWithoutValidation("Last-Event-ID", EventLog.Format(0));

        using var answer = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead);
        using var lines = new StreamReader(await answer.Content.ReadAsStreamAsync());

        string[] expected = ["retry: 1000", $"id: {EventLog.Format(await _log.LastAsync(Org, default))}", "event: reset", "data: {}", ""];
        foreach (var line in expected)
            Assert.Equal(line, await lines.ReadLineAsync());
    }

    private static IEnumerable<long> Numbers(long from, long to)
    {
        for (var number = from; number <= to; number++)
            yield return number;
    }

    // As another instance would.
    private async Task WriteBesideAsync(Random random)
    {
        for (var i = 0; i < 400; i++)
        {
            await _log.AppendAsync(Org, Me, "job", $"job_{i.ToString(CultureInfo.InvariantCulture)}", null, default);
            if (random.Next(4) == 0)
                await Task.Delay(random.Next(20));
        }
    }

    private async Task WriteThroughTheApiAsync()
    {
        for (var i = 0; i < 60; i++)
        {
            try
            {
                await _shortloop.Api.StartUploadAsync("event.mp4", 1000);
            }
            catch (HttpRequestException)
            {
                // The host is away. Whether the video was made is not what is asked here.
                await Task.Delay(20);
            }
        }
    }
}
