using Shortloop.Core;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.SignIn;

public sealed class DiscordSignInTests : SignInProviderContract
{
    protected override string TokenPath => "/api/v10/oauth2/token";

    [Fact]
    public async Task Finish_TokenDiesBeforeTheUserIsRead_IsRefused()
    {
        await using var bench = await SignInBench.StartAsync();
        var discord = bench.Discord();
        var code = await bench.ConsentAsync(discord);
        bench.Sandbox.App.Faults.Add(new("discord", "expired_token", "/api/v10/users"));

        await RefusedAsync("sign_in_refused", discord, code, SignInBench.Request);
    }

    [Fact]
    public async Task Finish_UserThrottled_IsTransientWithItsDelay()
    {
        await using var bench = await SignInBench.StartAsync();
        var discord = bench.Discord();
        var code = await bench.ConsentAsync(discord);
        bench.Sandbox.App.Faults.Add(new("discord", "status", "/api/v10/users", 429, RetryAfterSeconds: 2));

        var failure = await Assert.ThrowsAsync<TransientException>(() => discord.FinishAsync(code, SignInBench.Request, Cancel));

        Assert.Equal(("sign_in_throttled", TimeSpan.FromSeconds(2)), (failure.Code, failure.RetryAfter));
    }

    [Fact]
    public async Task Finish_SilentProvider_EndsAtTheTimeLimit()
    {
        await using var bench = await SignInBench.StartAsync();
        var discord = bench.Discord(seconds: 1);
        var code = await bench.ConsentAsync(discord);
        bench.Sandbox.App.Faults.Add(new("discord", "slow", TokenPath, DelaySeconds: 600));

        var late = await Assert.ThrowsAsync<TransientException>(() => discord.FinishAsync(code, SignInBench.Request, Cancel));

        Assert.Equal("sign_in_unavailable", late.Code);
        Assert.Contains("in time", late.Message, StringComparison.Ordinal);
    }

    protected override ISignInProvider Provider(SignInBench bench, string secret) => bench.Discord(secret);
}
