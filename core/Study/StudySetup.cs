using Microsoft.Extensions.DependencyInjection;

namespace Shortloop.Core.Study;

/// <summary>The use cases of Study: notes from captions.</summary>
internal static class StudySetup
{
    public static IServiceCollection AddStudy(this IServiceCollection services) => services;
}
