using Microsoft.DurableTask;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Hosting.Durable;

internal static class DurableFunctions
{
    public static void Register(FunctionCatalog catalog, DurableTaskRegistry registry)
    {
        foreach (var (entry, trigger) in catalog.With<OrchestrationTrigger>())
            registry.AddOrchestrator(trigger.Orchestration, () => new OrchestrationFunction(entry));
        foreach (var (entry, trigger) in catalog.With<ActivityTrigger>())
            registry.AddActivity(trigger.Activity, services => new ActivityFunction(
                entry, services.GetRequiredService<FunctionRunner>(), services.GetRequiredService<Draining>()));
    }
}
