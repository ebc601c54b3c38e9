using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.SignIn;

/// <summary>Those that an installation is registered with; null where it isn't.</summary>
public sealed record SignInProviders(GoogleOptions? Google = null, GitHubOptions? GitHub = null, DiscordOptions? Discord = null, EntraOptions? Entra = null);

public static class ServiceCollectionExtensions
{
    public static IServiceCollection AddSignInProviders(this IServiceCollection services, SignInProviders providers)
    {
        // Each call has its own limit.
        var http = new HttpClient(new SocketsHttpHandler { AllowAutoRedirect = false, PooledConnectionLifetime = TimeSpan.FromMinutes(5) })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
        if (providers.Google is { } google)
            services.AddSingleton<ISignInProvider>(p => new GoogleSignIn(http, google, Clock(p), Logger<GoogleSignIn>(p)));
        if (providers.GitHub is { } gitHub)
            services.AddSingleton<ISignInProvider>(p => new GitHubSignIn(http, gitHub, Clock(p), Logger<GitHubSignIn>(p)));
        if (providers.Discord is { } discord)
            services.AddSingleton<ISignInProvider>(p => new DiscordSignIn(http, discord, Clock(p), Logger<DiscordSignIn>(p)));
        if (providers.Entra is { } entra)
            services.AddSingleton<IExternalTokens>(p => new EntraTokens(http, entra, Clock(p), Logger<EntraTokens>(p)));
        return services;
    }

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetRequiredService<TimeProvider>();

    private static ILogger<T> Logger<T>(IServiceProvider provider) => provider.GetRequiredService<ILogger<T>>();
}
