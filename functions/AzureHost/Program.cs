using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.KeyVault;
using Shortloop.AzureHost;
using Shortloop.Core;
using Shortloop.Functions;

// The worker finds the functions of the referenced assemblies by itself, and the durable extension its orchestrations
// and activities. What is written here is the composition root of the Azure build: the adapters behind the ports of core.
string[] names = [.. Environment.GetEnvironmentVariables().Keys.Cast<string>()];
var settings = AzureSettings.Read(Environment.GetEnvironmentVariable, names);
var builder = FunctionsApplication.CreateBuilder(args);

builder.ConfigureFunctionsWebApplication();
builder.UseShortloopMiddleware();

builder.Services.AddShortloop(settings);

var app = builder.Build();
foreach (string warning in SettingNames.Warnings(names, SettingNames.Azure))
    app.Services.GetRequiredService<ILogger<AzureSettings>>().SettingMeansNothing(warning);
// Without the keys nothing that was sealed opens: better said now than to the first who comes.
await app.Services.GetRequiredService<KeyVaultKeyRing>().LoadAsync(CancellationToken.None);
app.Run();
