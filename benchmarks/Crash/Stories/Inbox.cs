using Microsoft.DurableTask;

namespace Shortloop.Crash.Stories;

/// <summary>Collects events until it is closed; its result is all of them, in the order they came, over any number of continue-as-news.</summary>
internal static class Inbox
{
    public const string Name = nameof(Inbox);
    public const string Number = "number";
    public const string Close = "close";

    public static async Task<List<Numbered>> RunAsync(TaskOrchestrationContext context, InboxInput input)
    {
        var heard = input.Heard.ToList();
        var close = context.WaitForExternalEvent<Numbered>(Close);
        do
        {
            var next = context.WaitForExternalEvent<Numbered>(Number);
            // The next number stands first: of what is there already, numbers come before the end.
            if (await Task.WhenAny(next, close) == close) return heard;
            heard.Add(await next);
        }
        while (heard.Count % input.RenewEvery != 0 || close.IsCompleted);
        // The end, once awaited, is not carried over; so above, with the end here, no next generation.
        context.ContinueAsNew(input with { Heard = heard });
        return heard;
    }
}
