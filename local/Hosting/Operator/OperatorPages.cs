using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>The operator's pages at <c>/_host</c>: what runs, what waits, what went wrong, and a hand on it.</summary>
internal static class OperatorPages
{
    public static IServiceCollection AddOperatorPages(this IServiceCollection services) => services
        .AddSingleton<Guard>()
        .AddSingleton<OverviewPage>()
        .AddSingleton<OrchestrationsPage>()
        .AddSingleton<InstancePage>()
        .AddSingleton<InstanceForms>()
        .AddSingleton<InstanceOrders>()
        .AddSingleton<QueuesPage>()
        .AddSingleton<TimerOrders>();

    public static void MapOperatorPages(this WebApplication app)
    {
        var services = app.Services;
        var pages = app.MapGroup("/_host");
        pages.AddEndpointFilter(services.GetRequiredService<Guard>());
        pages.MapGet("/", services.GetRequiredService<OverviewPage>().Show);
        pages.MapGet("/orchestrations", services.GetRequiredService<OrchestrationsPage>().ShowAsync);
        pages.MapGet("/orchestration", services.GetRequiredService<InstancePage>().ShowAsync);
        pages.MapGet("/queues", services.GetRequiredService<QueuesPage>().Show);
        pages.MapPost("/orchestration/{order}", services.GetRequiredService<InstanceOrders>().ObeyAsync);
        pages.MapPost("/queues/{order}", services.GetRequiredService<QueuesPage>().Obey);
        pages.MapPost("/timers/run", services.GetRequiredService<TimerOrders>().RunAsync);
        pages.MapGet("/assets/{name}", (Delegate)Assets.Get);
        pages.Map("/{**rest}", IResult () => NotFound("There is nothing at this address."));
    }

    public static Page NotFound(string why) => new("Not found", "", $"<h1>Not found</h1><p>{why}</p>") { Status = StatusCodes.Status404NotFound };
}
