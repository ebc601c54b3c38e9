using Azure;
using Azure.Identity;
using Shortloop.Core;

namespace Shortloop.Adapters.KeyVault;

internal static class KeyVaultErrors
{
    /// <summary>Turns the SDK's exceptions into the port's. Messages name the vault and never what is in it.</summary>
    /// <param name="cancellation">The caller's: an end that it did not ask for is the SDK's time-out.</param>
    public static async Task<T> TranslatedAsync<T>(Uri vault, Func<Task<T>> call, CancellationToken cancellation)
    {
        try
        {
            return await call();
        }
        catch (RequestFailedException error) when (error.Status is 0 or 408 or 429 or >= 500)
        {
            throw Unavailable($"The key vault {vault.Host} did not answer ({Reason(error)}).", error);
        }
        catch (RequestFailedException error) when (error.Status is 401 or 403)
        {
            throw Refused(
                $"The key vault {vault.Host} refused the app ({Reason(error)}). Its identity needs the role Key Vault Secrets Officer there, and the vault's firewall must let it in.", error);
        }
        catch (RequestFailedException error)
        {
            throw Refused($"The key vault {vault.Host} did not take the request ({Reason(error)}).", error);
        }
        catch (AuthenticationFailedException error)
        {
            throw Refused($"No identity could be used for the key vault {vault.Host}. Sign in, or configure one.", error);
        }
        catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
        {
            throw Unavailable($"The key vault {vault.Host} did not answer in time.", error);
        }
        catch (AggregateException error) when (error.InnerExceptions.All(inner => inner is RequestFailedException or OperationCanceledException or AuthenticationFailedException))
        {
            throw Unavailable($"The key vault {vault.Host} could not be reached.", error);
        }
    }

    public static PermanentException Unusable(string message) => new("keys_unusable", message);

    private static TransientException Unavailable(string message, Exception inner) => new("keys_unavailable", message, TimeSpan.FromSeconds(10), inner);

    private static PermanentException Refused(string message, Exception inner) => new("keys_refused", message, inner);

    private static string Reason(RequestFailedException error) => error.Status == 0 ? "no connection" : $"HTTP {error.Status}";
}
