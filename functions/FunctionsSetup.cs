using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Ports;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Http;
using Shortloop.Functions.Videos;

namespace Shortloop.Functions;

/// <summary>What the functions need beside the use cases.</summary>
public static class FunctionsSetup
{
    public static IServiceCollection AddShortloopFunctions(this IServiceCollection services) => services
        .ConfigureHttpJsonOptions(options => ApiJson.Configure(options.SerializerOptions))
        .AddSingleton<IPasswordHasher, IdentityPasswordHasher>().AddSingleton<SessionCookies>().AddSingleton<SessionCallers>()
        .AddSingleton<VideoViews>();
}
