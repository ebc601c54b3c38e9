using Microsoft.Azure.Functions.Worker.Builder;
using Microsoft.Extensions.Hosting;

// The worker finds the functions of the referenced assemblies by itself, and the durable extension its orchestrations
// and activities. What is written here is the composition root of the Azure build: the adapters behind the ports of core.
var builder = FunctionsApplication.CreateBuilder(args);

builder.ConfigureFunctionsWebApplication();

builder.Build().Run();
