namespace Shortloop.Core.Ports;

/// <summary>Every container, once. Partition: the organisation, unless said otherwise.</summary>
public static class Containers
{
    public static readonly Container Videos = new("videos");
    public static readonly Container Patterns = new("patterns");
    public static readonly Container Strategies = new("strategies");
    public static readonly Container Scripts = new("scripts");
    public static readonly Container Edits = new("edits");
    public static readonly Container Renders = new("renders");
    public static readonly Container Accounts = new("accounts");
    public static readonly Container Posts = new("posts");
    public static readonly Container Metrics = new("metrics");
    public static readonly Container Jobs = new("jobs");

    /// <summary>People. Partition: the user.</summary>
    public static readonly Container Users = new("users", PartitionedBy.User);

    /// <summary>Ways to sign in. Partition: the login itself, whose id is a hash of the address or of the provider's subject.</summary>
    public static readonly Container Logins = new("logins", PartitionedBy.Other);

    /// <summary>Signed-in devices. Partition: the user.</summary>
    public static readonly Container Sessions = new("sessions", PartitionedBy.User);

    /// <summary>Organisations with their memberships.</summary>
    public static readonly Container Organisations = new("organisations");

    /// <summary>Credits: balances, entries, reservations.</summary>
    public static readonly Container Ledger = new("ledger");

    /// <summary>What changed money, access, tokens and approvals: a chain in each organisation.</summary>
    public static readonly Container Audit = new("audit");

    /// <summary>What has to happen at an instant. Partition: one of a few shards, so that a sweep asks few partitions.</summary>
    public static readonly Container Due = new("due", PartitionedBy.Other);

    /// <summary>What the event stream tells.</summary>
    public static readonly Container Events = new("events");

    /// <summary>Short-lived facts that must survive a restart: OAuth states, idempotency keys. They carry a TTL.</summary>
    public static readonly Container Transient = new("transient", PartitionedBy.Other);

    /// <summary>What people are told of. Partition: the user.</summary>
    public static readonly Container Notices = new("notices", PartitionedBy.User);

    /// <summary>What an organisation's work is grouped by, each with its settings.</summary>
    public static readonly Container Projects = new("projects");

    /// <summary>Logos, fonts, colours, tone of voice.</summary>
    public static readonly Container Brand = new("brand");

    /// <summary>API keys. Partition: the key's own id, so that a call that brings one reads one document; a pointer lies in the organisation's.</summary>
    public static readonly Container Keys = new("keys", PartitionedBy.Other);

    /// <summary>What operators set for the whole installation: feature flags, policy versions. Partition: the kind.</summary>
    public static readonly Container Settings = new("settings", PartitionedBy.Other);

    /// <summary>Creators that an organisation follows.</summary>
    public static readonly Container Bloggers = new("bloggers");

    /// <summary>What an organisation wants to be watched, and what its watch has done.</summary>
    public static readonly Container Watches = new("watches");

    /// <summary>Public videos that are watched, each with its observations.</summary>
    public static readonly Container TrendVideos = new("trend-videos");

    /// <summary>What rises.</summary>
    public static readonly Container Trends = new("trends");

    /// <summary>What creators of found videos usually have; remembered for a week.</summary>
    public static readonly Container Creators = new("creators");

    /// <summary>Archives of everything of a user, while they are made and kept. Partition: the user.</summary>
    public static readonly Container Exports = new("exports", PartitionedBy.User);

    /// <summary>Deletions of users and organisations under way. Partition: the deletion's own id.</summary>
    public static readonly Container Deletions = new("deletions", PartitionedBy.Other);

    /// <summary>What people have said with the assistant, turn by turn. Partition: the user.</summary>
    public static readonly Container Conversations = new("conversations", PartitionedBy.User);

    /// <summary>Study notes, with the claims of their titles.</summary>
    public static readonly Container Notes = new("notes");

    /// <summary>What is known of people's tastes, their daily plans and what they did with them. Partition: the user, or a hash of a client without an account.</summary>
    public static readonly Container Coach = new("coach", PartitionedBy.User);

    /// <summary>What trends in each category and language, for everybody alike: public videos, nobody's data. Partition: category and language.</summary>
    public static readonly Container CoachTrends = new("coachtrends", PartitionedBy.Other);
    /// <summary>What study notes are made from.</summary>
    public static readonly Container Sources = new("sources");
    /// <summary>Months of posts, a document each.</summary>
    public static readonly Container Months = new("months");

    /// <summary>The posts that months are made of.</summary>
    public static readonly Container Items = new("items");

    /// <summary>Organisations' own instructions for agents.</summary>
    public static readonly Container Prompts = new("prompts");

    /// <summary>Organisations' own documents, with their passages.</summary>
    public static readonly Container Knowledge = new("knowledge");

    /// <summary>What projects use up: entries, and their sums by calendar month.</summary>
    public static readonly Container Usage = new("usage");

    public static readonly IReadOnlyList<Container> All =
    [
        Videos,
        Patterns,
        Strategies,
        Scripts,
        Edits,
        Renders,
        Accounts,
        Posts,
        Metrics,
        Coach,
        CoachTrends,
        Jobs,
        Users,
        Logins,
        Sessions,
        Organisations,
        Ledger,
        Audit,
        Due,
        Events,
        Transient,
        Notices,
        Projects,
        Brand,
        Bloggers,
        Watches,
        TrendVideos,
        Trends,
        Creators,
        Keys,
        Settings,
        Conversations,
        Notes,
        Sources,
        Months,
        Items,
        Prompts,
        Knowledge,
        Usage,
        Exports,
        Deletions,
    ];
}
