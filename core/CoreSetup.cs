using Microsoft.Extensions.DependencyInjection;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.Deletion;
using Shortloop.Core.Accounts.Export;
using Shortloop.Core.Accounts.Keys;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Accounts.SignIn;
using Shortloop.Core.Administration;
using Shortloop.Core.Analytics;
using Shortloop.Core.Assistant;
using Shortloop.Core.Billing;
using Shortloop.Core.Billing.Charges;
using Shortloop.Core.Billing.Limits;
using Shortloop.Core.Billing.Payments;
using Shortloop.Core.Brand;
using Shortloop.Core.Coach;
using Shortloop.Core.Compliance;
using Shortloop.Core.Edits;
using Shortloop.Core.Legal;
using Shortloop.Core.Models;
using Shortloop.Core.Operations;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Operations.Retention;
using Shortloop.Core.Organisations;
using Shortloop.Core.Patterns;
using Shortloop.Core.Planner;
using Shortloop.Core.Projects;
using Shortloop.Core.Publishing;
using Shortloop.Core.Radar;
using Shortloop.Core.Scripts;
using Shortloop.Core.Strategies;
using Shortloop.Core.Study;
using Shortloop.Core.Videos;

namespace Shortloop.Core;

/// <summary>The use cases, by feature. Both composition roots add these and then the adapters behind the ports.</summary>
public static class CoreSetup
{
    public static IServiceCollection AddShortloopCore(this IServiceCollection services) => services
        .AddOperations()
        .AddVideos()
        .AddPatterns()
        .AddWriting()
        .AddEdits()
        .AddPeople()
        .AddOrganisations()
        .AddProjects()
        .AddAdministration()
        .AddBilling()
        .AddExport()
        .AddDeletion()
        .AddPublishing()
        .AddStudy()
        .AddRadar()
        .AddCoach()
        .AddPlanner()
        .AddAssistant();

    private static IServiceCollection AddOperations(this IServiceCollection services) => services
        .AddSingleton<EventLog>().AddSingleton<EventFeeds>().AddSingleton<JobTracker>().AddSingleton<JobReader>().AddSingleton<StationRunner>().AddSingleton<CancelJob>().AddSingleton<RetryJob>().AddSingleton<JobStories>()
        .AddSingleton<HealthCheck>().AddSingleton<IdempotentCalls>().AddSingleton<AuditLog>().AddSingleton<MailOutbox>()
        .AddSingleton<RequestCounters>()
        .AddSingleton<Notifier>().AddSingleton<JobNotices>().AddSingleton<MyNotices>().AddSingleton<MyNoticePreferences>().AddSingleton<UnsubscribeLinks>().AddSingleton<NoticeMails>();

    private static IServiceCollection AddVideos(this IServiceCollection services) => services
        .AddSingleton<StartUpload>().AddSingleton<ResumeUpload>().AddSingleton<CompleteUpload>().AddSingleton<UploadArrival>().AddSingleton<DeleteVideo>()
        .AddSingleton<ProbeVideo>().AddSingleton<MeasureVideo>();

    private static IServiceCollection AddPatterns(this IServiceCollection services) => services
        .AddSingleton<DetectPatterns>().AddSingleton<IndexVideo>().AddSingleton<FindSimilarVideos>();

    private static IServiceCollection AddWriting(this IServiceCollection services) => services
        .AddSingleton<ModelPipeline>().AddSingleton<StrategyWriter>().AddSingleton<WriteStrategy>()
        .AddSingleton<ScriptWriter>().AddSingleton<WriteScript>();

    private static IServiceCollection AddEdits(this IServiceCollection services) => services
        .AddSingleton<PlanEdit>().AddSingleton<OrderRender>().AddSingleton<RenderAccess>().AddSingleton<ServeRenderJob>().AddSingleton<CancelRender>().AddSingleton<CloseRender>();

    private static IServiceCollection AddPeople(this IServiceCollection services) => services
        .AddSingleton<Passwords>().AddSingleton<OpenAccount>().AddSingleton<AccountMails>().AddSingleton<MailedTokens>()
        .AddSingleton<MailLimits>().AddSingleton<SignInDamping>().AddSingleton<Sessions>().AddSingleton<SessionGate>().AddSingleton<KnownPlaces>()
        .AddSingleton<Arrivals>().AddSingleton<Register>().AddSingleton<SignInWithPassword>().AddSingleton<ResetPassword>()
        .AddSingleton<ProviderAccounts>().AddSingleton<ProviderSignIn>().AddSingleton<ExternalCallers>().AddSingleton<MyLogins>()
        .AddSingleton<EditProfile>().AddSingleton<OwnPassword>().AddSingleton<ChangePassword>().AddSingleton<ChangeEmail>();

    private static IServiceCollection AddExport(this IServiceCollection services) => services
        .AddSingleton(RetentionRules.Default).AddSingleton<OwnOrganisations>()
        .AddSingleton<StartExport>().AddSingleton<PlanExport>().AddSingleton<WriteExport>().AddSingleton<FinishExport>().AddSingleton<ReadExport>();

    private static IServiceCollection AddDeletion(this IServiceCollection services) => services
        .AddSingleton<StartDeletion>().AddSingleton<DeletionSteps>().AddSingleton<CloseDoors>().AddSingleton<RevokeAccounts>()
        .AddSingleton<EraseOrganisation>().AddSingleton<ErasePerson>().AddSingleton<ApplyRetention>().AddSingleton<LegalTexts>();

    private static IServiceCollection AddOrganisations(this IServiceCollection services) => services
        .AddSingleton<Members>().AddSingleton<MyOrganisations>().AddSingleton<Invitations>().AddSingleton<ApiKeys>().AddSingleton<KeyGate>();

    private static IServiceCollection AddProjects(this IServiceCollection services) => services
        .AddSingleton<ProjectStore>().AddSingleton<Projects.Projects>().AddSingleton<BrandKit>();

    private static IServiceCollection AddAdministration(this IServiceCollection services) => services
        .AddSingleton<SystemAdmins>().AddSingleton<FindUsers>().AddSingleton<ChangeUser>().AddSingleton<Flags>()
        .AddSingleton<FindJobs>().AddSingleton<DeadLetters>().AddSingleton<InstallationStats>();

    private static IServiceCollection AddBilling(this IServiceCollection services) => services
        .AddSingleton(PriceList.Default).AddSingleton<Credits>().AddSingleton<Entitlements>().AddSingleton<BillingAccounts>()
        .AddSingleton<PaymentEffects>().AddSingleton<EnterCredits>().AddSingleton<TakePayment>().AddSingleton<OpenCheckout>().AddSingleton<CloseBilling>()
        .AddSingleton<KeepTier>().AddSingleton<TellOwners>().AddSingleton<Standing>()
        .AddSingleton<WorkCharge>().AddSingleton<RenderCharge>().AddSingleton<SweepCharges>().AddSingleton<SignUpBonus>().AddSingleton<TierLimits>().AddSingleton<LimitGate>()
        .AddSingleton<Reconcile>().AddSingleton<OrganisationUsage>();

    private static IServiceCollection AddPublishing(this IServiceCollection services) => services
        .AddSingleton<ConnectAccount>().AddSingleton<AccountTokens>().AddSingleton<Accounts.Keys.RotateKeys>().AddSingleton<AccountNotices>()
        .AddSingleton<PostStore>().AddSingleton<DueIndex>().AddSingleton<CreatePosts>().AddSingleton<ReleasePosts>()
        .AddSingleton<ApprovalRules>().AddSingleton<ReviewPosts>().AddSingleton<PostNotices>().AddSingleton<LatePosts>()
        .AddSingleton<PolicyVersions>().AddSingleton<PolicyEngine>()
        .AddSingleton<PublishSteps>().AddSingleton<FinishProduce>().AddSingleton<SettleJob>()
        .AddSingleton<CollectMetrics>();
}
