using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;

namespace Shortloop.Bench.Radar;

/// <summary>Nobody has connected an account; what stands behind accounts is never asked.</summary>
internal static class WithoutAccounts
{
    public static IServiceCollection AddNoAccounts(this IServiceCollection services) => services
        .AddSingleton(new SecretBox(new Dictionary<int, byte[]> { [1] = new byte[32] })).AddSingleton<IQueue, NoQueue>();

    private sealed class NoQueue : IQueue
    {
        public Task SendAsync(string queue, QueueMessage message, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<LockedMessage?> ReceiveAsync(string queue, TimeSpan wait, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> CompleteAsync(string queue, LockedMessage message, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> AbandonAsync(string queue, LockedMessage message, CancellationToken cancellation) => throw new NotSupportedException();

        public Task<bool> RenewAsync(string queue, LockedMessage message, CancellationToken cancellation) => throw new NotSupportedException();
    }
}
