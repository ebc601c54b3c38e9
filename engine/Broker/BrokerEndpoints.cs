using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Sqlite;

namespace Shortloop.Engine.Broker;

/// <summary>
/// The Service Bus REST protocol (https://learn.microsoft.com/rest/api/servicebus/), as far as it goes without AMQP: send, peek-lock,
/// receive and delete, complete, abandon, renew, on a queue or its dead letters; custom properties as headers.
/// </summary>
public static class BrokerEndpoints
{
    /// <summary>Needs <c>AddServiceBusBroker</c>. The caller decides on which listener: it belongs on a loopback address of its own.</summary>
    public static RouteGroupBuilder MapServiceBusBroker(this IEndpointRouteBuilder endpoints)
    {
        var broker = endpoints.ServiceProvider.GetRequiredService<ServiceBusBroker>();
        var signatures = endpoints.ServiceProvider.GetRequiredService<SharedAccessSignatures>();
        var group = endpoints.MapGroup("/{queue}");
        group.AddEndpointFilter(async (context, next) =>
            signatures.Problem(context.HttpContext.Request) is { } problem
                ? BrokerErrors.Error(StatusCodes.Status401Unauthorized, problem)
                : await next(context));
        group.AddEndpointFilter(Unavailable);
        group.MapPost("/messages", (string queue, HttpContext http) => Sending.SendAsync(broker, queue, http));
        MapReceiving(group, new Receiving(broker, deadLetters: false));
        MapReceiving(group.MapGroup("/$DeadLetterQueue"), new Receiving(broker, deadLetters: true));
        return group;
    }

    // As the real one does when it is busy: clients try again. The message is for the broker's owner, who is the caller here.
    private static async ValueTask<object?> Unavailable(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        try
        {
            return await next(context);
        }
        catch (SqliteFileException error)
        {
            return BrokerErrors.Error(StatusCodes.Status503ServiceUnavailable, error.Message);
        }
    }

    private static void MapReceiving(RouteGroupBuilder group, Receiving receiving)
    {
        group.MapPost("/messages/head", (string queue, int? timeout, HttpContext http) => receiving.ReceiveAsync(queue, timeout, remove: false, http));
        group.MapDelete("/messages/head", (string queue, int? timeout, HttpContext http) => receiving.ReceiveAsync(queue, timeout, remove: true, http));
        group.MapDelete("/messages/{id}/{token}", receiving.Complete);
        group.MapPut("/messages/{id}/{token}", receiving.Abandon);
        group.MapPost("/messages/{id}/{token}", receiving.Renew);
    }
}
