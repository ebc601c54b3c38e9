using Azure;
using Azure.Identity;
using Shortloop.Core;

namespace Shortloop.Adapters.AiSearch;

internal static class AiSearchErrors
{
    /// <summary>Passes the call on and turns the SDK's exceptions into the port's.</summary>
    /// <param name="absent">Called when the service says that there is no such index.</param>
    /// <param name="cancellation">The caller's: an end that it did not ask for is the SDK's time-out.</param>
    public static async Task<T> TranslatedAsync<T>(Func<Task<T>> call, Action absent, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException error) when (error.Status == 404)
        {
            absent();
            throw Unavailable("The search index was removed; the next call makes it anew.", error);
        }
        catch (RequestFailedException error) when (error.Status is 0 or 408 or 409 or 412 or 429 or >= 500)
        {
            throw Unavailable($"The search service did not answer ({Reason(error)}).", error);
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403)
        {
            throw Refused($"The search service refused the credentials ({Reason(error)}). Check the identity's roles.", error);
        }
        catch (RequestFailedException error)
        {
            throw Refused($"The search service did not take the request ({Reason(error)}).", error);
        }
        catch (AuthenticationFailedException error)
        {
            throw Refused("No identity could be used for the search service. Sign in, or configure one.", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable("The search service did not answer in time.", error);
        }
        catch (AggregateException error) when (error.InnerExceptions.All(inner => inner is RequestFailedException or OperationCanceledException or AuthenticationFailedException))
        {
            throw Unavailable("The search service could not be reached.", error);
        }
    }

    public static TransientException Unavailable(string message, Exception? inner = null) => new("index_unavailable", message, TimeSpan.FromSeconds(2), inner);

    private static PermanentException Refused(string message, Exception inner) => new("index_refused", message, inner);

    private static string Reason(RequestFailedException error) => error.Status == 0 ? "no connection" : $"HTTP {error.Status}";
}
