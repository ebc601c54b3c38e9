using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Analytics;
using Shortloop.Core.Billing;
using Shortloop.Core.Edits;
using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Patterns;
using Shortloop.Core.Publishing;
using Shortloop.Core.Scripts;
using Shortloop.Core.Strategies;
using Shortloop.Core.Videos;

namespace Shortloop.Core;

/// <summary>The use cases, by feature. Both composition roots add these and then the adapters behind the ports.</summary>
public static class CoreSetup
{
    public static IServiceCollection AddShortloopCore(this IServiceCollection services) => services
        .AddSingleton<EventLog>().AddSingleton<JobTracker>().AddSingleton<JobReader>().AddSingleton<StationRunner>().AddSingleton<CancelJob>().AddSingleton<HealthCheck>().AddSingleton<IdempotentCalls>().AddSingleton<AuditLog>()
        .AddSingleton<StartUpload>().AddSingleton<ResumeUpload>().AddSingleton<CompleteUpload>().AddSingleton<DeleteVideo>()
        .AddSingleton<ProbeVideo>().AddSingleton<MeasureVideo>()
        .AddSingleton<DetectPatterns>().AddSingleton<IndexVideo>().AddSingleton<FindSimilarVideos>()
        .AddSingleton<ModelPipeline>().AddSingleton<StrategyWriter>().AddSingleton<WriteStrategy>()
        .AddSingleton<ScriptWriter>().AddSingleton<WriteScript>()
        .AddSingleton<PlanEdit>().AddSingleton<OrderRender>().AddSingleton<RenderAccess>().AddSingleton<ServeRenderJob>().AddSingleton<CancelRender>()
        .AddSingleton<Passwords>().AddSingleton<OpenAccount>().AddSingleton<Members>().AddSingleton<MyOrganisations>().AddSingleton<Invitations>().AddSingleton<AccountMails>().AddSingleton<MailOutbox>().AddSingleton<MailedTokens>()
        .AddSingleton<SignInDamping>().AddSingleton<Sessions>().AddSingleton<SessionGate>().AddSingleton<Register>().AddSingleton<SignInWithPassword>().AddSingleton<ResetPassword>()
        .AddSingleton(PriceList.Default).AddSingleton<Credits>()
        .AddSingleton<ConnectAccount>().AddSingleton<AccountTokens>()
        .AddSingleton<PostStore>().AddSingleton<DueIndex>().AddSingleton<CreatePosts>().AddSingleton<ReleasePosts>()
        .AddSingleton<PublishSteps>().AddSingleton<FinishProduce>().AddSingleton<SettleJob>()
        .AddSingleton<CollectMetrics>();
}
