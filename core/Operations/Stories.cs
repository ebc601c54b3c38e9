using System.Globalization;
using Shortloop.Core.Coach.Trending;
using Shortloop.Core.Operations.Retention;
using Shortloop.Core.Publishing;
using Shortloop.Core.Radar;

namespace Shortloop.Core.Operations;

/// <summary>Names of the orchestrations that use cases start, with their inputs and instance ids. Implemented in orchestrations/.</summary>
public static class Stories
{
    public const string ProduceVideo = "ProduceVideo";
    public const string RenderEdit = "RenderEdit";
    public const string PublishPost = "PublishPost";
    public const string CollectMetrics = "CollectMetrics";
    public const string SendMail = "SendMail";
    public const string TakePayment = "TakePayment";
    public const string ExportUser = "ExportUser";
    public const string Delete = "DeleteEverything";
    public const string ApplyRetention = "ApplyRetention";
    public const string RefreshCoachTrends = "RefreshCoachTrends";
    public const string WriteNote = "WriteNote";
    public const string PlanMonth = "PlanMonth";

    /// <summary>Raised by the render job's last call back; carries a <see cref="RenderSettled"/>.</summary>
    public const string RenderSettledEvent = "RenderSettled";

    /// <param name="run">Of the job: each is a story of its own.</param>
    public static string ProduceId(string orgId, string videoId, int run = 0) =>
        run == 0 ? $"produce-{orgId}-{videoId}" : string.Create(CultureInfo.InvariantCulture, $"produce-{orgId}-{videoId}-{run}");

    /// <summary>Of a job of the main chain: a video has one of its own, and one for each item that is made of it.</summary>
    public static string ProduceId(Job job) => job.Planned is null
        ? ProduceId(job.OrgId, job.Produce().VideoId, job.Run)
        : string.Create(CultureInfo.InvariantCulture, $"produce-{job.OrgId}-{job.Id}-{job.Run}");

    public static string NoteId(NoteInput input) =>
        input.Run == 0 ? $"note-{input.OrgId}-{input.JobId}" : string.Create(CultureInfo.InvariantCulture, $"note-{input.OrgId}-{input.JobId}-{input.Run}");

    /// <summary>Each run over a month is a story of its own.</summary>
    public static string PlanId(PlanInput input) => $"plan-{input.OrgId}-{input.JobId}";

    public static string ExportId(ExportInput input) => $"export-{input.UserId}-{input.ExportId}";

    public static string DeletionId(string deletionId) => $"delete-{deletionId}";

    /// <summary>One a day.</summary>
    public static string RetentionId(DateTimeOffset now) => $"retention-{now.UtcDateTime:yyyy-MM-dd}";

    /// <summary>Beginnings of the instance ids of everything that runs for an organisation.</summary>
    public static IEnumerable<string> PrefixesOfOrganisation(string orgId) =>
        [
            $"produce-{orgId}-",
            $"note-{orgId}-",
            $"plan-{orgId}-",
            RadarStories.Prefix(orgId),
            .. Enum.GetNames<DueKind>().Select(kind => $"{kind.ToLowerInvariant()}-{orgId}-"),
        ];

    /// <summary>The same, for what runs about a user.</summary>
    public static IEnumerable<string> PrefixesOfUser(string userId) => [$"export-{userId}-"];

    /// <summary>One an hour for all that is due, and one an hour for each feed that somebody misses.</summary>
    public static string CoachTrendsId(FeedKey? only, DateTimeOffset now) =>
        $"coach-trends-{(only is null ? "all" : $"{only.Category}-{only.Language}")}-{now.UtcDateTime:yyyy-MM-ddTHH}";

    public static string MailId(string envelopeId) => $"mail-{envelopeId}";

    public static string PaymentId(string eventId) => $"payment-{eventId}";

    public static string DueId(DueEntry entry) => $"{entry.Kind.ToString().ToLowerInvariant()}-{entry.OrgId}-{entry.Id}";
}

/// <param name="Cards">The video is a film of cards that has to be made first.</param>
public sealed record ProduceInput(string OrgId, string UserId, string VideoId, string JobId, int Run = 0, bool Cards = false)
{
    public static ProduceInput Of(Job job) =>
        new(job.OrgId, job.CreatedBy, job.Produce().VideoId, job.Id, job.Run, job.Planned?.Script is not null && job.Run == 0);
}

public sealed record RenderInput(string OrgId, string EditId, string JobId, int Run = 0);

/// <param name="Run">Of the job: each is a story of its own.</param>
public sealed record NoteInput(string OrgId, string JobId, int Run = 0);

public sealed record PostInput(string OrgId, string PostId, string Label);

/// <summary>The mail itself is in the outbox, sealed: no address and no text passes through a story.</summary>
public sealed record MailInput(string EnvelopeId);

/// <param name="Attempt">Which try it was; an answer of an older one is passed over.</param>
public sealed record RenderSettled(int Attempt, bool Succeeded, bool Cancelled, bool Permanent, string? Code, string? Message);

/// <param name="Planned">Which files there are has been decided.</param>
public sealed record ExportInput(string UserId, string ExportId, bool Planned = false);

/// <summary>Who is deleted stands in the deletion's document, not in a history.</summary>
public sealed record DeletionInput(string DeletionId);

/// <param name="Only">Null: all feeds that are due.</param>
public sealed record CoachTrendsInput(FeedKey? Only);

public sealed record RetentionInput(RetentionStep Step, DateTimeOffset AsOf, string? Continuation = null);

/// <param name="ItemIds">Only these are made anew; null: the whole month.</param>
public sealed record PlanInput(string OrgId, string UserId, string MonthId, string JobId, IReadOnlyList<string>? ItemIds = null);
