using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Operations;
using Shortloop.Core.Study.Exports;
using Shortloop.Core.Study.Ideas;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Sources;
using Shortloop.Core.Study.Translation;
using Shortloop.Core.Study.Writing;

namespace Shortloop.Core.Study;

/// <summary>The use cases of Study: notes from captions.</summary>
internal static class StudySetup
{
    public static IServiceCollection AddStudy(this IServiceCollection services) => services
        .AddSingleton<SourceShelf>().AddSingleton<ReadLink>().AddSingleton<ReadByModel>().AddSingleton<AddSource>()
        .AddSingleton<NoteBook>().AddSingleton<NoteIndex>().AddSingleton<NoteSearch>().AddSingleton<NoteDesk>()
        .AddSingleton<NoteVault>().AddSingleton<PrintNote>().AddSingleton<FindIdeas>()
        .AddSingleton<StartNote>().AddSingleton<StartTranslation>().AddSingleton<NoteSteps>().AddSingleton<RelateNotes>().AddSingleton<NoteCharge>().AddSingleton<FinishNote>()
        .AddSingleton<INoteAuthor, TranscriptAuthor>().AddSingleton<INoteAuthor, TranslationAuthor>()
        .AddSingleton<CloseNote>().AddSingleton<IChargedWork>(provider => provider.GetRequiredService<CloseNote>()).AddSingleton<IJobWork, NoteJobs>();
}
