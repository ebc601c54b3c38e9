using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Assistant.Tools;

namespace Shortloop.Core.Assistant;

/// <summary>The use cases of Assistant: conversations with tools.</summary>
internal static class AssistantSetup
{
    public static IServiceCollection AddAssistant(this IServiceCollection services) => services
        .AddTools()
        .AddSingleton<ToolCatalogue>().AddSingleton<PendingActions>().AddSingleton<ToolRunner>()
        .AddSingleton<Conversations>().AddSingleton<Converse>();

    /// <summary>Every tool of this assembly: a new one needs its class and nothing else.</summary>
    private static IServiceCollection AddTools(this IServiceCollection services)
    {
        foreach (Type tool in typeof(AssistantTool).Assembly.GetTypes().Where(type => type is { IsAbstract: false } && type.IsAssignableTo(typeof(AssistantTool))))
            services.AddSingleton(typeof(AssistantTool), tool);
        return services;
    }
}
