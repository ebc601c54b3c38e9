using System.Text.Json.Serialization;

namespace Shortloop.Core.Operations.Notices;

/// <summary>What people are told of. Each is switched on and off per person; the names are part of the API.</summary>
[JsonConverter(typeof(SnakeCaseEnum<NoticeKind>))]
public enum NoticeKind
{
    JobDone,
    JobFailed,
    ApprovalWanted,
    ChangesRequested,
    PostPublished,
    PostFailed,
    PostOutcomeUnknown,
    PostLate,
    AccountNeedsReconnecting,
    AccountConnected,
    SignInFromNewPlace,
    CreditsLow,
    PaymentFailed,
    TierChanged,
    BudgetSoftStop,
    BudgetHardStop,
    TrendFound,
    DailyPlanReady,
    ExportReady,
}
