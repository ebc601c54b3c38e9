using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Shortloop.Core;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using Shortloop.Functions.Operations;

namespace Shortloop.Functions.Videos;

/// <summary>Where storage says that an upload is whole, by an Event Grid subscription; see docs/cloud-adapters.md.</summary>
public sealed class StorageEventFunctions(StorageEventInbox inbox)
{
    /// <summary>The one service that is let to ask whether events may be sent here.</summary>
    private const string Origin = "eventgrid.azure.net";

    private static readonly Problem NotEventGrid = new(
        ProblemKind.Forbidden, "event_origin_not_allowed", "Events are taken from Event Grid only: it asks with the header WebHook-Request-Origin.");

    [Function("StorageEvents")]
    [EndpointSummary("Event Grid says what happened in storage.")]
    [HeaderParameter(StorageEventOptions.KeyHeader, Description = "The event subscription's secret, where the installation asks for one.")]
    [Consumes("application/json", "application/cloudevents+json", "application/cloudevents-batch+json")]
    [Fails(400, "event_malformed", "invalid_json")]
    [Fails(401, "event_unproven")]
    [Access("The storage account's event subscription, by Event Grid's Entra token as bearer or by a secret in a header, as the installation asks.", Uncounted = true)]
    [ProducesResponseType<SubscriptionValidated>(StatusCodes.Status200OK)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public Task<IResult> TakeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/webhooks/storage")] HttpRequest request,
        [DurableClient] DurableTaskClient client,
        CancellationToken cancellation) =>
        inbox.TakeAsync(request, new DurableWorkflows(client), cancellation);

    /// <summary>CloudEvents' protection against abuse. It trusts nobody with anything: each delivery proves itself.</summary>
    [Function("StorageEventsHandshake")]
    [EndpointSummary("Whether events may be sent here, asked in the CloudEvents way.")]
    [HeaderParameter("WebHook-Request-Origin", Required = true)]
    [Fails(403, "event_origin_not_allowed")]
    [Access("Anyone: it says only that Event Grid may deliver, and each delivery proves itself.")]
    [ProducesResponseType(StatusCodes.Status200OK)]
    public IResult Allow([HttpTrigger(AuthorizationLevel.Anonymous, "options", Route = "v1/webhooks/storage")] HttpRequest request)
    {
        if (!string.Equals(request.Headers["WebHook-Request-Origin"].ToString(), Origin, StringComparison.OrdinalIgnoreCase))
            return Answers.Of(NotEventGrid);
        IHeaderDictionary headers = request.HttpContext.Response.Headers;
        headers["WebHook-Allowed-Origin"] = Origin;
        headers["WebHook-Allowed-Rate"] = "*";
        return TypedResults.Ok();
    }
}
