using Azure;
using Azure.Identity;
using Azure.Storage.Blobs.Models;
using Shortloop.Core;

namespace Shortloop.Adapters.Blob;

internal static class BlobErrors
{
    /// <summary>Passes the call on and turns the SDK's exceptions into the port's. Messages name no link: it may carry a signature.</summary>
    /// <param name="cancellation">The caller's: an end that it did not ask for is the SDK's time-out.</param>
    public static async Task<T> Translated<T>(Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException error) when (error.Status is 0 or 408 or 409 or 412 or 429 or >= 500)
        {
            throw Unavailable($"Storage did not answer ({Reason(error)}).", error);
        }
        catch (RequestFailedException error) when (error.ErrorCode == BlobErrorCode.ContainerNotFound)
        {
            // It is made at the start; until then nothing can be put anywhere.
            throw Unavailable("Storage is not ready yet.", error);
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403)
        {
            throw new PermanentException("storage_refused", $"Storage refused the credentials ({Reason(error)}). Check the account and its roles.", error);
        }
        catch (AuthenticationFailedException error)
        {
            throw new PermanentException("storage_refused", "No identity could be used for storage. Sign in, or configure one.", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable("Storage did not answer in time.", error);
        }
        catch (AggregateException error) when (error.InnerExceptions.All(inner => inner is RequestFailedException or OperationCanceledException or AuthenticationFailedException))
        {
            throw Unavailable("Storage could not be reached.", error);
        }
    }

    public static TransientException Unavailable(string message, Exception inner) =>
        new("storage_unavailable", message, TimeSpan.FromSeconds(2), inner);

    private static string Reason(RequestFailedException error) => error.ErrorCode ?? (error.Status == 0 ? "no connection" : $"HTTP {error.Status}");
}
