using System.Net;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>A project's mode decides what happens to its posts.</summary>
[Collection(Plain.Name)]
public sealed class ProjectTests(PlainInstallation shared) : EndToEndTest(shared)
{
    [Fact]
    public async Task Project_OnApproval_HoldsThePostUntilItIsChangedAndApproved()
    {
        var sent = await Shortloop.SentUntilNowAsync();
        var project = (string)(await Shortloop.Api.PostAsync("projects", new { name = "Careful", mode = "approval", niche = "ropes" }))["id"]!;
        var (video, _) = await Shortloop.Api.ProduceAsync(await Clips.ShortAsync(), new Produce(), project);

        var post = Assert.Single(await Shortloop.PostsAsync(video, "awaits approval", posts => posts is [var one] && (string)one["status"]! == "awaiting_approval"));
        Assert.Equal((project, project), ((string)post["projectId"]!, (string)(await Shortloop.Api.GetAsync($"videos/{video}"))["projectId"]!));
        var back = await Shortloop.Api.PostAsync($"posts/{post["id"]}/request-changes", new { comment = "Say more." });
        Assert.Equal(("changes_requested", "Say more."), ((string)back["status"]!, (string)back["reviewComment"]!));
        Assert.Equal(HttpStatusCode.Conflict, (await Shortloop.Api.SendAsync(HttpMethod.Post, $"v1/posts/{post["id"]}/approve")).Status);
        Assert.Equal(sent, await Shortloop.Sandbox.SentAsync());

        await Shortloop.Api.PostAsync($"posts/{post["id"]}/submit", new { caption = "More about ropes" });
        await Shortloop.Api.PostAsync($"posts/{post["id"]}/approve");

        var published = await Whole.AssertPostedOnceAsync(Shortloop, video, sent);
        Assert.Equal("More about ropes", (string)published["caption"]!);
        var told = (await Shortloop.Api.ListAsync("me/notices")).Where(n => ((string)n["path"]!).EndsWith(video, StringComparison.Ordinal)).Select(n => (string)n["kind"]!);
        Assert.Equal(["approval_wanted", "approval_wanted", "changes_requested", "job_done", "post_published"], told.Order());
    }

    [Fact]
    public async Task Upload_IntoAProjectThatIsArchivedOrUnknown_IsRefused()
    {
        var project = await Shortloop.Api.PostAsync("projects", new { name = "Old" });
        Assert.Equal(HttpStatusCode.NoContent, (await Shortloop.Api.SendAsync(HttpMethod.Delete, $"v1/projects/{project["id"]}")).Status);

        foreach (var id in (string[])[(string)project["id"]!, "prj_unknown", "a/b"])
        {
            var answer = await Shortloop.Api.SendAsync(HttpMethod.Post, "v1/videos", new { fileName = "a.mp4", sizeBytes = 10, projectId = id });
            Assert.Equal((HttpStatusCode.BadRequest, "invalid_request"), (answer.Status, answer.Code));
        }
    }

    [Fact]
    public async Task Projects_OfAnOrganisation_HaveADefaultThatCannotBePutAway()
    {
        var standard = Assert.Single(await Shortloop.Api.ListAsync("projects"), project => (bool)project["default"]!);

        var answer = await Shortloop.Api.SendAsync(HttpMethod.Delete, $"v1/projects/{standard["id"]}");

        Assert.Equal((HttpStatusCode.Conflict, "default_project"), (answer.Status, answer.Code));
        Assert.Equal("autopilot", (string)standard["mode"]!);
    }
}
