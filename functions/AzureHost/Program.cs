using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Shortloop.AzureHost;
using Shortloop.Core;
using Shortloop.Functions;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Http;

// The worker finds the functions of the referenced assemblies by itself, and the durable extension its orchestrations
// and activities. What is written here is the composition root of the Azure build: the adapters behind the ports of core.
var builder = FunctionsApplication.CreateBuilder(args);

builder.ConfigureFunctionsWebApplication();
builder.UseMiddleware<WorkErrorMiddleware>();
builder.UseMiddleware<AccessMiddleware>();
builder.UseMiddleware<IdempotencyMiddleware>();

builder.Services.AddSingleton(TimeProvider.System);
builder.Services.AddShortloopCore();
builder.Services.AddShortloopFunctions();
builder.Services.AddAzureAdapters(AzureSettings.Read(Environment.GetEnvironmentVariable));
builder.Services.AddSingleton<ICallerSource>(provider => provider.GetRequiredService<SessionCallers>());

builder.Build().Run();
