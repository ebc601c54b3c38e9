using System.Security;
using Microsoft.AspNetCore.Http;

namespace Shortloop.Engine.Broker;

/// <summary>The protocol's error bodies.</summary>
internal static class BrokerErrors
{
    public static IResult Error(int status, string detail) => Results.Content(
        $"<Error><Code>{status}</Code><Detail>{SecurityElement.Escape(detail)} TrackingId:{Guid.NewGuid()}</Detail></Error>",
        "application/xml; charset=utf-8",
        statusCode: status);

    public static IResult UnknownQueue(string queue) =>
        Error(StatusCodes.Status410Gone, $"The messaging entity '{queue}' could not be found.");

    public static IResult LockLost() =>
        Error(StatusCodes.Status404NotFound, "The lock supplied is invalid. Either the lock expired, or the message has already been removed from the queue.");
}
