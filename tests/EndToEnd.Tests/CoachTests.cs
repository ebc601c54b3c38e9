using System.Net;
using System.Text.Json.Nodes;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Daily plans over HTTP, in the shapes that existing clients know.</summary>
[Collection(Plain.Name)]
public sealed class CoachTests(PlainInstallation shared) : EndToEndTest(shared)
{
    private static readonly string[] PlanFields = ["plan_id", "plan_date", "language", "category_code", "category_name", "steps", "completion_progress"];
    private static readonly string[] ItemFields = ["step_item_id", "video_id", "creator", "title", "thumbnail_url", "video_url", "reason", "is_completed"];

    [Fact]
    public async Task Plan_OfAnAnonymousClient_HasTheShapeThatClientsKnow()
    {
        var client = Guid.NewGuid().ToString();

        var plan = await PlanAsync(client, "lang=ru&category=creative&tz=Europe/Berlin");

        Assert.Equal(PlanFields, FieldsOf(plan));
        Assert.Equal(("ru", "creative", "Творчество и искусство"), ((string)plan["language"]!, (string)plan["category_code"]!, (string)plan["category_name"]!));
        Assert.Equal(["watch", "like", "follow", "block", "search"], plan["steps"]!.AsArray().Select(step => (string)step!["action_type"]!));
        Assert.All(plan["steps"]!.AsArray(), step => Assert.Equal(["step_id", "order", "action_type", "text", "items"], FieldsOf(step!)));
        Assert.All(plan["steps"]!.AsArray().SelectMany(step => step!["items"]!.AsArray()), item => Assert.Equal(ItemFields, FieldsOf(item!)));
        Assert.Equal("""{"completed_steps":0,"total_steps":5,"percentage":0}""", plan["completion_progress"]!.ToJsonString());
        Assert.Equal((long)plan["plan_id"]!, (long)(await PlanAsync(client, "lang=ru&category=creative&tz=Europe/Berlin"))["plan_id"]!);
        Assert.NotEqual((long)plan["plan_id"]!, (long)(await PlanAsync(Guid.NewGuid().ToString(), "lang=ru&category=creative"))["plan_id"]!);
    }

    /// <summary>The first who wants a category gets a template and starts the story; the sandbox's YouTube has its videos.</summary>
    [Fact]
    public async Task Plan_OfACategoryThatNobodyHadWanted_HasRealVideosSoon()
    {
        var client = Guid.NewGuid().ToString();
        var plan = await Poll.UntilAsync(
            "the plan has videos", () => PlanAsync(client, "lang=en&category=entertainment"),
            plan => plan["steps"]![0]!["items"]![0]!["video_id"] is not null, () => Shortloop.Logs);

        Assert.All(plan["steps"]!.AsArray(), step => Assert.Equal(2, step!["items"]!.AsArray().Count));
        Assert.All(plan["steps"]!.AsArray().Take(2).SelectMany(step => step!["items"]!.AsArray()), item =>
            Assert.True(item!["creator"]!.ToJsonString().Length > 2 && item["thumbnail_url"] is not null && item["reason"] is not null, item.ToJsonString()));
        var found = await Shortloop.Api.SendAsync(HttpMethod.Get, "recommendations?lang=en&category=entertainment&limit=5");
        Assert.Equal(["language", "category_code", "category_name", "recommendations"], FieldsOf(found.Body!));
        Assert.Equal(5, found.Body!["recommendations"]!.AsArray().Count);
        Assert.All(found.Body!["recommendations"]!.AsArray(), one =>
            Assert.Equal(["video_id", "creator", "title", "thumbnail_url", "video_url", "reason", "engagement_score"], FieldsOf(one!)));
    }

    [Fact]
    public async Task CompleteAction_Twice_IsOneActionAndNobodyElses()
    {
        var client = Guid.NewGuid().ToString();
        var plan = await PlanAsync(client, "lang=es&category=learning");
        var step = plan["steps"]![4]!;
        var path = $"plan/{plan["plan_id"]}/step/{step["step_id"]}/complete-action";
        var body = new { step_item_id = (long)step["items"]![0]!["step_item_id"]!, action_type = "searched" };

        var first = await SendAsync(client, path, body);
        var again = await SendAsync(client, path, body);

        Assert.Equal(HttpStatusCode.OK, first.Status);
        Assert.Equal(["success", "action_recorded"], FieldsOf(first.Body!));
        Assert.Equal(["user_id", "step_item_id", "action_type", "completed_at"], FieldsOf(first.Body!["action_recorded"]!));
        Assert.Equal(first.Body!.ToJsonString(), again.Body!.ToJsonString());
        Assert.True((bool)(await PlanAsync(client, "lang=es&category=learning"))["steps"]![4]!["items"]![0]!["is_completed"]!);
        Assert.Equal((HttpStatusCode.NotFound, "not_found"), Said(await SendAsync(Guid.NewGuid().ToString(), path, body)));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), Said(await SendAsync(client, path, body with { action_type = "liked" })));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), Said(await SendAsync(client, path, body with { action_type = "danced" })));
        Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), Said(await SendAsync("short", path, body)));
    }

    [Fact]
    public async Task Claim_ByThePersonAtThisMachine_BringsWhatTheClientDid()
    {
        var client = Guid.NewGuid().ToString();
        var plan = await PlanAsync(client, "category=wellness");
        var step = plan["steps"]![4]!;
        await SendAsync(
            client, $"plan/{plan["plan_id"]}/step/{step["step_id"]}/complete-action", new { step_item_id = (long)step["items"]![0]!["step_item_id"]!, action_type = "searched" });

        var claimed = await SendAsync(client, "v1/coach/claim", new { });

        Assert.Equal((HttpStatusCode.OK, 2), (claimed.Status, (int)claimed.Body!["moved"]!));
        Assert.Contains(await Shortloop.Api.ListAsync("coach/plans"), own => (long)own["id"]! == (long)plan["plan_id"]!);
        Assert.Contains(await Shortloop.Api.ListAsync("coach/actions"), action => (long)action["planId"]! == (long)plan["plan_id"]!);
    }

    private async Task<JsonNode> PlanAsync(string client, string query)
    {
        var answer = await Shortloop.Api.SendAsync(HttpMethod.Get, $"plan?{query}", null, request => request.Headers.Add("X-Client-Id", client));
        Assert.True(answer.Status == HttpStatusCode.OK, $"{answer.Body}\n{Shortloop.Logs}");
        return answer.Body!;
    }

    private Task<Answer> SendAsync(string client, string path, object body) =>
        Shortloop.Api.SendAsync(HttpMethod.Post, path, body, request => request.Headers.Add("X-Client-Id", client));

    private static (HttpStatusCode, string?) Said(Answer answer) => (answer.Status, answer.Code);

    private static IEnumerable<string> FieldsOf(JsonNode node) => node.AsObject().Select(field => field.Key);
}
