using Microsoft.AspNetCore.Http;
using Shortloop.Local.Hosting.Timers;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>Runs a timer's function now, beside its schedule.</summary>
internal sealed class TimerOrders(TimerService timers, Draining draining)
{
    public async Task<IResult> RunAsync(HttpRequest request)
    {
        string name = (await request.ReadFormAsync())["name"].ToString();
        if (timers.Timers.FirstOrDefault(timer => timer.Entry.Name == name) is not { } found)
            return OperatorPages.NotFound($"There is no timer '{name}'.");

        // It may take long; the page shows how it ends.
        var run = found.RunNowAsync(draining.Over);
        return Results.Redirect(run is { IsCompletedSuccessfully: true, Result: false } ? "/_host?said=busy" : "/_host?said=started");
    }
}
