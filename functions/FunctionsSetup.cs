using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Assistant.Mcp;
using Shortloop.Functions.Coach;
using Shortloop.Functions.Http;
using Shortloop.Functions.Http.Bodies;
using Shortloop.Functions.Http.Browsers;
using Shortloop.Functions.Http.Limits;
using Shortloop.Functions.Videos;

namespace Shortloop.Functions;

/// <summary>What the functions need beside the use cases.</summary>
public static class FunctionsSetup
{
    public static IServiceCollection AddShortloopFunctions(this IServiceCollection services, ApiOptions options) => services
        .ConfigureHttpJsonOptions(json => ApiJson.Configure(json.SerializerOptions))
        .AddSingleton(options.Limits).AddSingleton(new ClientAddresses(options.Proxies)).AddSingleton<RateGate>()
        .AddSingleton(provider => new PageOrigins(provider.GetRequiredService<PublicAddress>(), options.AllowedOrigins))
        .AddSingleton<IPasswordHasher, IdentityPasswordHasher>().AddSingleton<SessionCookies>().AddSingleton<SessionCallers>()
        .AddSingleton<CoachCallers>().AddSingleton<CoachRefresh>()
        .AddSingleton<VideoViews>()
        .AddSingleton<StorageEventCheck>().AddSingleton<StorageEventInbox>()
        .AddSingleton<McpServer>();

    /// <summary>What stands around every function, outermost first.</summary>
    public static IFunctionsWorkerApplicationBuilder UseShortloopMiddleware(this IFunctionsWorkerApplicationBuilder app) => app
        .UseMiddleware<TraceMiddleware>()
        .UseMiddleware<BrowserHeadersMiddleware>()
        .UseMiddleware<WorkErrorMiddleware>()
        .UseMiddleware<BodyLimitMiddleware>()
        .UseMiddleware<AccessMiddleware>()
        .UseMiddleware<JsonBodyMiddleware>()
        .UseMiddleware<IdempotencyMiddleware>();
}
