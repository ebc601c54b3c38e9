using System.Text.Json;
using Shortloop.Sandbox.Stripe;
using Shortloop.Sandbox.TikTok;

namespace Shortloop.Sandbox.Control;

/// <summary>The sandbox's own doors: faults, clock, settings, what was received, and a page for people.</summary>
internal static class ControlRoutes
{
    private sealed record Advance(double Seconds);

    public static void MapControl(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        routes.MapGet("/", () => HomePage.Show(sandbox));
        var control = routes.MapGroup("/_sandbox");
        control.MapGet("/health", () => Results.Ok(new { status = "ok" }));

        control.MapGet("/faults", () => sandbox.Faults.All());
        control.MapDelete("/faults", () => sandbox.Faults.Clear());
        control.MapPost("/faults", (Fault fault) => AddFault(sandbox, fault));

        control.MapGet("/requests", () => sandbox.Requests.All());
        control.MapDelete("/requests", () => sandbox.Requests.Clear());

        control.MapGet("/clock", () => new { now = sandbox.Now });
        control.MapPost("/clock/advance", (Advance by) => MoveClock(sandbox, by.Seconds));

        control.MapGet("/settings", () => sandbox.Settings);
        control.MapPost("/settings", (JsonElement change) => ChangeSettings(sandbox, change));

        control.MapGet("/posts", () => Posts(sandbox));
        control.MapPost("/webhooks/deliver", async (TikTokWebhooks tiktok, StripeWebhooks stripe, CancellationToken cancellation) =>
            new { delivered = await tiktok.DeliverDueAsync(cancellation) + await stripe.DeliverDueAsync(cancellation) });
        control.MapPost("/reset", () => Reset(sandbox));
    }

    private static IResult AddFault(SandboxContext sandbox, Fault fault)
    {
        if (!FaultServices.Knows(fault.Service))
            return Results.BadRequest(new { error = $"service: {string.Join(", ", FaultServices.Names)}." });
        if (!FaultServices.KindsOf(fault.Service).Contains(fault.Kind) || fault.Count < 1)
            return Results.BadRequest(new { error = $"kind for {fault.Service}: {string.Join(", ", FaultServices.KindsOf(fault.Service))}; count: 1 or more." });
        sandbox.Faults.Add(fault);
        return Results.Ok(fault);
    }

    private static IResult MoveClock(SandboxContext sandbox, double seconds)
    {
        if (seconds is not (>= 0 and <= 1e9))
            return Results.BadRequest(new { error = "seconds: 0 to 1e9; the clock only moves forward." });
        sandbox.Clock.Advance(TimeSpan.FromSeconds(seconds));
        return Results.Ok(new { now = sandbox.Now });
    }

    /// <summary>Merges the named settings into the present ones.</summary>
    private static IResult ChangeSettings(SandboxContext sandbox, JsonElement change)
    {
        try
        {
            return Results.Ok(sandbox.State.Update(s => s.Settings = Merge(s.Settings, change)));
        }
        catch (JsonException problem)
        {
            return Results.BadRequest(new { error = problem.Message });
        }
    }

    private static SandboxSettings Merge(SandboxSettings present, JsonElement change)
    {
        if (change.ValueKind != JsonValueKind.Object)
            throw new JsonException("A JSON object is needed.");
        var merged = JsonSerializer.SerializeToNode(present, JsonSerializerOptions.Web)!.AsObject();
        foreach (var property in change.EnumerateObject())
        {
            if (!merged.ContainsKey(property.Name))
                throw new JsonException($"There is no setting {property.Name}.");
            merged[property.Name] = System.Text.Json.Nodes.JsonNode.Parse(property.Value.GetRawText());
        }

        var settings = merged.Deserialize<SandboxSettings>(JsonSerializerOptions.Web)!;
        return settings.Problem() is { } problem ? throw new JsonException(problem) : settings;
    }

    private static object Posts(SandboxContext sandbox)
    {
        var now = sandbox.Now;
        return sandbox.State.Read(s => s.TikTok.Posts.Select(p => new
        {
            p.PublishId,
            p.Title,
            p.Privacy,
            p.IsAigc,
            p.Size,
            p.UploadedBytes,
            p.DurationSeconds,
            p.Width,
            p.Height,
            p.FailReason,
            status = p.Status(now),
            username = Creator.Find(p.OpenId).Username,
            shareUrl = p.IsPublic(now) ? VideoPages.ShareUrl(sandbox, Creator.Find(p.OpenId), p) : null,
        }).ToList());
    }

    private static void Reset(SandboxContext sandbox)
    {
        sandbox.State.Reset();
        sandbox.Faults.Clear();
        sandbox.Requests.Clear();
        var files = Path.Combine(sandbox.Options.DataDirectory, "tiktok");
        if (Directory.Exists(files))
            Directory.Delete(files, recursive: true);
    }
}
