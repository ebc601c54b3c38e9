using Azure.Core;
using Azure.Identity;
using Shortloop.Adapters.ServiceBus;
using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Engine.Tests.Broker;

/// <summary>Queues by an Entra identity, as on Azure: how its tokens are asked for, kept and renewed.</summary>
public sealed class ServiceBusIdentityTests : IAsyncLifetime
{
    private BrokerHost host = null!;
    private Identity identity = null!;
    private ServiceBusRestQueue queue = null!;

    public async ValueTask InitializeAsync()
    {
        host = await BrokerHost.StartAsync();
        identity = new Identity(host);
        queue = new ServiceBusRestQueue(new ServiceBusQueueOptions(host.Address) { Credential = identity }, host.Clock);
    }

    public ValueTask DisposeAsync()
    {
        queue.Dispose();
        return host.DisposeAsync();
    }

    [Fact]
    public async Task AnyCall_Identity_GetsInWithOneToken()
    {
        await SendAsync("a");
        var message = (await queue.ReceiveAsync("jobs", TimeSpan.Zero, default))!;
        Assert.True(await queue.RenewAsync("jobs", message, default));
        Assert.True(await queue.CompleteAsync("jobs", message, default));
        Assert.Equal(["https://servicebus.azure.net/.default"], identity.Asked);
    }

    [Fact]
    public async Task AnyCall_ShortlyBeforeTheTokensEnd_AsksForAnother()
    {
        await SendAsync("a");
        host.Clock.Advance(TimeSpan.FromMinutes(54));
        await SendAsync("b");
        Assert.Single(identity.Asked);
        host.Clock.Advance(TimeSpan.FromMinutes(2));
        await SendAsync("c");
        Assert.Equal(2, identity.Asked.Count);
    }

    [Fact]
    public async Task AnyCall_AuthoritySaysWhenToRenew_IsHeeded()
    {
        identity.RefreshAfter = TimeSpan.FromMinutes(20);
        await SendAsync("a");
        host.Clock.Advance(TimeSpan.FromMinutes(21));
        await SendAsync("b");
        Assert.Equal(2, identity.Asked.Count);
    }

    [Fact]
    public async Task AnyCall_AuthorityAwayWhenRenewing_UsesTheTokenAsLongAsItIsGood()
    {
        await SendAsync("a");
        identity.Down = true;
        host.Clock.Advance(TimeSpan.FromMinutes(57));
        await SendAsync("b");
        host.Clock.Advance(TimeSpan.FromMinutes(4));
        Assert.Equal("queue_refused", (await Assert.ThrowsAsync<PermanentException>(() => SendAsync("c"))).Code);
        identity.Down = false;
        await SendAsync("d");
    }

    [Fact]
    public async Task AnyCall_TokenThatIsRefused_IsPermanentAndNotNamed()
    {
        identity.Strange = true;
        var error = await Assert.ThrowsAsync<PermanentException>(() => SendAsync("a"));
        Assert.Equal("queue_refused", error.Code);
        Assert.DoesNotContain("token-", error.ToString(), StringComparison.Ordinal);
    }

    private Task SendAsync(string id) => queue.SendAsync("jobs", new QueueMessage(id, "{}"), default);

    /// <summary>Tokens of an hour, and each of them good for the broker.</summary>
    private sealed class Identity(BrokerHost host) : TokenCredential
    {
        public List<string> Asked { get; } = [];

        public bool Down { get; set; }

        public bool Strange { get; set; }

        public TimeSpan? RefreshAfter { get; set; }

        public override AccessToken GetToken(TokenRequestContext context, CancellationToken cancellation)
        {
            if (Down)
                throw new CredentialUnavailableException("Nobody answers.");
            Asked.AddRange(context.Scopes);
            var token = $"token-{Asked.Count}";
            if (!Strange)
                host.EntraTokens.Add(token);
            var now = host.Clock.GetUtcNow();
            return RefreshAfter is { } after ? new AccessToken(token, now.AddHours(1), now + after) : new AccessToken(token, now.AddHours(1));
        }

        public override ValueTask<AccessToken> GetTokenAsync(TokenRequestContext context, CancellationToken cancellation) =>
            ValueTask.FromResult(GetToken(context, cancellation));
    }
}
