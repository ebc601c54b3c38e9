using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Core.Assistant;

/// <summary>The use cases of Assistant: conversations with tools.</summary>
internal static class AssistantSetup
{
    public static IServiceCollection AddAssistant(this IServiceCollection services) => services;
}
