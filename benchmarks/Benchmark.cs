using System.Diagnostics;
using System.Text.Json;

namespace Shortloop.Bench;

internal sealed record Benchmark(string Name, string Description, Func<Task> RunAsync);

/// <summary>One line of the result. It holds when <paramref name="Value"/> is at most <paramref name="Bar"/>, or at least, as said.</summary>
internal sealed record Figure(string Name, double Value, string Unit, double Bar, Bound Bound = Bound.AtMost)
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web);

    private bool Holds => Bound == Bound.AtMost ? Value <= Bar : Value >= Bar;

    public void Write() => Console.Out.WriteLine(
        JsonSerializer.Serialize(new { figure = Name, value = Math.Round(Value, 3), unit = Unit, bar = Bar, holds = Holds }, Json));
}

/// <summary>On which side of its bar a figure holds.</summary>
internal enum Bound
{
    AtMost,
    AtLeast,
}

internal static class Measure
{
    public static async Task<double> SecondsAsync(Func<Task> work)
    {
        var begin = Stopwatch.GetTimestamp();
        await work();
        return Stopwatch.GetElapsedTime(begin).TotalSeconds;
    }

    /// <summary>
    /// Median of one's time over the other's. The two take turns, after one turn that does not count, so that what else the machine
    /// does meets both.
    /// </summary>
    public static async Task<double> RatioAsync(string what, int turns, Func<Task> one, Func<Task> other)
    {
        var ratios = new List<double>();
        for (var turn = 0; turn <= turns; turn++)
        {
            var (first, second) = (await SecondsAsync(one), await SecondsAsync(other));
            await Console.Error.WriteLineAsync(FormattableString.Invariant($"{what}, {(turn == 0 ? "warm-up" : $"turn {turn}")}: {first:0.00} s over {second:0.00} s = {first / second:0.00}"));
            if (turn > 0) ratios.Add(first / second);
        }

        return Median(ratios);
    }

    public static double Median(IEnumerable<double> values)
    {
        var sorted = values.Order().ToArray();
        return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
    }
}
