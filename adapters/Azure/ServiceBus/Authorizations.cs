using System.Globalization;
using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using Azure.Core;
using Azure.Identity;
using Shortloop.Core;

namespace Shortloop.Adapters.ServiceBus;

/// <summary>What goes into the Authorization header for one queue.</summary>
internal abstract class Authorizations
{
    public abstract ValueTask<AuthenticationHeaderValue> ForAsync(Uri queue, CancellationToken cancellation);

    public static Authorizations Create(ServiceBusQueueOptions options, TimeProvider clock) => (options.KeyName, options.Key) switch
    {
        ({ } name, { } key) => new ByKey(name, key, clock),
        (null, null) => new ByIdentity(options.Credential ?? new DefaultAzureCredential(), clock),
        _ => throw new ArgumentException("A queue's key needs its name, and the name its key."),
    };

    /// <summary>Shared access signatures, short-lived and reused until shortly before they end.</summary>
    private sealed class ByKey(string name, string key, TimeProvider clock) : Authorizations
    {
        private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);
        private static readonly TimeSpan Margin = TimeSpan.FromMinutes(2);
        private readonly Lock gate = new();
        private readonly Dictionary<Uri, (AuthenticationHeaderValue Value, DateTimeOffset Ends)> minted = [];

        public override ValueTask<AuthenticationHeaderValue> ForAsync(Uri queue, CancellationToken cancellation)
        {
            lock (gate)
            {
                var now = clock.GetUtcNow();
                if (!minted.TryGetValue(queue, out var token) || token.Ends - now < Margin)
                    minted[queue] = token = (Mint(queue, now + Life), now + Life);
                return ValueTask.FromResult(token.Value);
            }
        }

        private AuthenticationHeaderValue Mint(Uri queue, DateTimeOffset ends)
        {
            var resource = Uri.EscapeDataString(queue.AbsoluteUri.ToLowerInvariant());
            var end = ends.ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
            var signature = HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), Encoding.UTF8.GetBytes($"{resource}\n{end}"));
            return new AuthenticationHeaderValue(
                "SharedAccessSignature",
                $"sr={resource}&sig={Uri.EscapeDataString(Convert.ToBase64String(signature))}&se={end}&skn={Uri.EscapeDataString(name)}");
        }
    }

    /// <summary>
    /// Entra tokens, kept until the authority says that they should be renewed, or shortly before they end. While one can't be renewed, the one at hand is
    /// used as long as it is good.
    /// </summary>
    private sealed class ByIdentity(TokenCredential credential, TimeProvider clock) : Authorizations
    {
        private static readonly TokenRequestContext Scope = new(["https://servicebus.azure.net/.default"]);
        private static readonly TimeSpan Margin = TimeSpan.FromMinutes(5);
        private volatile Held? held;

        private sealed record Held(AuthenticationHeaderValue Value, DateTimeOffset Renew, DateTimeOffset Ends);

        public override async ValueTask<AuthenticationHeaderValue> ForAsync(Uri queue, CancellationToken cancellation)
        {
            var now = clock.GetUtcNow();
            if (held is { } good && now < good.Renew)
                return good.Value;
            try
            {
                // Several may ask at once; that is harmless, and nobody waits for another.
                var token = await credential.GetTokenAsync(Scope, cancellation);
                held = new Held(new AuthenticationHeaderValue("Bearer", token.Token), token.RefreshOn ?? token.ExpiresOn - Margin, token.ExpiresOn);
                return held.Value;
            }
            catch (AuthenticationFailedException) when (held is { } old && now < old.Ends)
            {
                return old.Value;
            }
            catch (AuthenticationFailedException error)
            {
                throw new PermanentException("queue_refused", "No identity could be used for the queue. Sign in, or configure one.", error);
            }
        }
    }
}
