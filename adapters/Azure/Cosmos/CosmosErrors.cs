using System.Globalization;
using System.Net;
using Azure.Identity;
using Microsoft.Azure.Cosmos;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Cosmos;

/// <summary>What a refusal means for the work at hand. Status codes: https://learn.microsoft.com/rest/api/cosmos-db/http-status-codes-for-cosmosdb.</summary>
internal static class CosmosErrors
{
    /// <summary>Two writes met in one partition and neither was done.</summary>
    public const HttpStatusCode RetryWith = (HttpStatusCode)449;

    private const int SessionNotReached = 1002;
    private const int PartitionFull = 1014;

    /// <summary>Passes the call on and turns the SDK's exceptions into the port's.</summary>
    public static async Task<T> Translated<T>(string container, Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (CosmosException error)
        {
            throw Of(container, "", error.StatusCode, error.SubStatusCode, error.RetryAfter, error);
        }
        catch (HttpRequestException error)
        {
            throw Unavailable($"Cosmos DB could not be reached ({error.HttpRequestError}).", inner: error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable("Cosmos DB did not answer in time.", inner: error);
        }
        catch (AuthenticationFailedException error)
        {
            throw new PermanentException("store_refused", "No identity could be used for Cosmos DB. Sign in, or configure one.", error);
        }
    }

    /// <returns>Whether the document is absent. Another 404 is no answer about a document, and thrown.</returns>
    public static bool IsAbsent(string container, ResponseMessage response) =>
        response.StatusCode == HttpStatusCode.NotFound && (SubStatus(response) is 0 ? true : throw Of(container, "", response));

    public static Exception Of(string container, string id, ResponseMessage response) =>
        Of(container, id, response.StatusCode, SubStatus(response), Pause(response.Headers["x-ms-retry-after-ms"]), null);

    public static Exception Of(string container, string id, HttpStatusCode status, int subStatus, TimeSpan? retryAfter, Exception? inner) => status switch
    {
        HttpStatusCode.TooManyRequests => new TransientException("store_throttled", "Cosmos DB has no request units left.", retryAfter ?? TimeSpan.FromSeconds(1), inner),
        RetryWith => new TransientException("store_throttled", "Too many writes met at one document.", TimeSpan.FromSeconds(1), inner),
        HttpStatusCode.RequestEntityTooLarge => DocumentRules.TooLarge(container, id),
        HttpStatusCode.Forbidden when subStatus == PartitionFull => new PermanentException(
            "store_full", $"A partition of '{container}' holds 20 GB and takes no more.", inner),
        HttpStatusCode.Unauthorized or HttpStatusCode.Forbidden => new PermanentException(
            "store_refused", $"Cosmos DB refused the credentials (HTTP {(int)status}, {subStatus}). Check the identity's data role and the account's firewall.", inner),
        HttpStatusCode.NotFound when subStatus != SessionNotReached => new PermanentException(
            "store_unavailable", $"There is no container '{container}' in the database. Deploy infra: it creates the containers that this version works with.", inner),
        HttpStatusCode.BadRequest => new InvalidOperationException($"Cosmos DB did not understand a request to '{container}' (HTTP 400, {subStatus}).", inner),
        _ => Unavailable($"Cosmos DB is not available (HTTP {(int)status}, {subStatus}).", retryAfter, inner),
    };

    private static TransientException Unavailable(string message, TimeSpan? retryAfter = null, Exception? inner = null) =>
        new("store_unavailable", message, retryAfter ?? TimeSpan.FromSeconds(2), inner);

    private static int SubStatus(ResponseMessage response) =>
        int.TryParse(response.Headers["x-ms-substatus"], NumberStyles.None, CultureInfo.InvariantCulture, out int code) ? code : 0;

    private static TimeSpan? Pause(string? milliseconds) =>
        double.TryParse(milliseconds, NumberStyles.Float, CultureInfo.InvariantCulture, out double pause) ? TimeSpan.FromMilliseconds(pause) : null;
}
