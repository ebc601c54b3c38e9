using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox.Control;

/// <summary>The right answers about the world: planted trends, false friends, and what a simulated person likes.</summary>
internal static class WorldRoutes
{
    private static readonly TimeSpan Usual = TimeSpan.FromDays(14);

    public static void MapWorld(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        var world = routes.MapGroup("/_sandbox/world");
        world.MapGet("/truth", (DateTimeOffset? from, DateTimeOffset? to) => Truth(sandbox, from, to));
        world.MapGet("/tastes", (ulong? person, string? videos) => Tastes(sandbox, person ?? 1, videos));
    }

    /// <param name="from">Two weeks ago when absent; <paramref name="to"/>: now.</param>
    private static IResult Truth(SandboxContext sandbox, DateTimeOffset? from, DateTimeOffset? to)
    {
        var end = to ?? sandbox.Now;
        var start = from ?? end - Usual;
        if (start > end || end - start > TimeSpan.FromDays(90))
            return Results.BadRequest(new { error = "from and to: at most 90 days." });
        return Results.Json(new
        {
            seed = sandbox.World.Seed,
            from = start,
            to = end,
            trends = sandbox.World.TrendsAlive(start, end).Select(t => new
            {
                t.Kind,
                t.Key,
                t.Planted.Aliases,
                t.Planted.Category,
                t.Planted.Language,
                t.StartsAt,
                t.VisibleAt,
                t.EndsAt,
                t.VideoIds,
            }),
            falseFriends = sandbox.World.FalseFriends(start, end),
        });
    }

    /// <param name="videos">Ids with commas between, to be told how each is liked.</param>
    private static IResult Tastes(SandboxContext sandbox, ulong seed, string? videos)
    {
        var person = sandbox.World.Person(seed);
        var asked = (videos ?? "").Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(sandbox.World.FindVideo).OfType<WorldVideo>();
        return Results.Json(new
        {
            person = seed,
            person.Language,
            person.Categories,
            topics = person.Topics.Select(t => t.Key),
            dislikedTopics = person.DislikedTopics.Select(t => t.Key),
            formats = person.Formats.Select(f => f.Key),
            videos = asked.Select(v => new { v.Id, v.Category, topic = v.Topic.Key, probability = person.LikeProbability(v), likes = person.Likes(v) }),
        });
    }
}
