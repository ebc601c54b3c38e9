using Shortloop.Core.Ports;

namespace Shortloop.Core.Operations.Notices;

/// <summary>How somebody wants to be told of one kind of thing.</summary>
public sealed record NoticeChoice(NoticeKind Kind, bool InApp, bool Email);

/// <summary>What somebody has chosen, where it differs from the defaults or was chosen anyway. Partition: the user.</summary>
public sealed record NoticePreferences : Document
{
    internal const string TheId = "notice-preferences";

    public required IReadOnlyList<NoticeChoice> Choices { get; init; }

    /// <summary>Everything is shown in the app; mail comes for what can't wait or needs somebody to act.</summary>
    public static NoticeChoice DefaultOf(NoticeKind kind) => new(kind, InApp: true, Email: kind is not (
        NoticeKind.JobDone or NoticeKind.PostPublished or NoticeKind.BudgetSoftStop or NoticeKind.TrendFound or NoticeKind.DailyPlanReady));

    /// <param name="preferences">Null: nothing was ever chosen.</param>
    public static NoticeChoice Choose(NoticePreferences? preferences, NoticeKind kind) =>
        preferences?.Choices.FirstOrDefault(choice => choice.Kind == kind) ?? DefaultOf(kind);

    internal static Task<NoticePreferences?> ReadAsync(IDocumentStore store, string userId, CancellationToken cancellation) =>
        store.ReadAsync<NoticePreferences>(Containers.Users, userId, TheId, cancellation);
}
