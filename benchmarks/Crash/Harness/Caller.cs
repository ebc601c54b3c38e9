using System.Text.Json;
using Shortloop.Crash.Serving;

namespace Shortloop.Crash.Harness;

/// <summary>Gives orders as a caller does who must be sure: what was cut off is ordered again, under the same instance id.</summary>
internal sealed class Caller(Supervisor supervisor, CancellationToken patience)
{
    private int _cutOff;

    /// <summary>Orders whose answer a kill cut off.</summary>
    public int CutOff => _cutOff;

    public Task<Answer> OrderAsync(OrderKind kind, string instanceId, string name = "", object? payload = null) =>
        OrderAsync(_ => new Order(kind, instanceId, name, JsonSerializer.SerializeToElement(payload)));

    /// <param name="attempt">The order, given which attempt it is, from 1.</param>
    /// <exception cref="OperationCanceledException">Patience ran out.</exception>
    public async Task<Answer> OrderAsync(Func<int, Order> attempt)
    {
        for (var attempts = 1; ; attempts++)
        {
            var process = await supervisor.CurrentAsync(patience);
            try
            {
                var answer = await process.AskAsync(attempt(attempts)).WaitAsync(patience);
                return answer.Error is null ? answer : throw new InvalidOperationException(answer.Error);
            }
            catch (CutOffException)
            {
                Interlocked.Increment(ref _cutOff);
            }
        }
    }
}
