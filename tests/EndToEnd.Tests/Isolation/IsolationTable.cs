using Shortloop.Core.Publishing;
using static Shortloop.EndToEnd.Isolation.Least;

namespace Shortloop.EndToEnd.Isolation;

/// <summary>
/// The specification of who may call what: one row a route. It is written by hand on purpose, and not read from the functions' own rules, which
/// it checks. <c>Shows</c>: a member sees what was planted.
/// </summary>
internal static class IsolationTable
{
    public static readonly IReadOnlyList<Row> Rows =
    [
        // The installation.
        new("Health", Anyone, 200),
        new("Ready", Anyone, 200),
        new("OpenApi", Anyone, 200),
        new("GetLegalText", Anyone, 200),
        new("AdminDeleteUser", Operator, 202),
        new("ChangeLegalText", Operator, 200) { Query = "?lang=en", Body = _ => new { version = "1", markdown = "# Terms" } },
        new("GetInstallation", Anyone, 200),

        // Coming in.
        new("Register", Anyone, 202) { Body = _ => new { email = $"{Guid.NewGuid():N}@isolation.example", password = "four words not together", name = "N" } },
        new("VerifyEmail", Anyone, 400) { Body = _ => new { token = "none", password = "four words not together" } },
        new("SignIn", Anyone, 401) { Body = _ => new { email = $"{Guid.NewGuid():N}@isolation.example", password = "four words not together" } },
        new("ForgotPassword", Anyone, 202) { Body = _ => new { email = $"{Guid.NewGuid():N}@isolation.example" } },
        new("ResetPassword", Anyone, 400) { Body = _ => new { token = "none", password = "four words not together" } },
        new("ListSignInProviders", Anyone, 200),
        new("StartProviderSignIn", Anyone, 302),
        new("FinishProviderSignIn", Proof, 302) { Query = "?code=c&state=s" },
        new("RefreshSession", Proof, 401),
        new("SwitchOrganisation", Proof, 401) { Body = seed => new { orgId = seed.OrgId } },
        new("SignOut", Viewer, 204) { PeopleOnly = true },

        // Oneself.
        new("GetMe", Viewer, 200) { Shows = true },
        new("EditMe", Viewer, 200) { PeopleOnly = true, Body = _ => new { language = "es" }, Shows = true },
        new("ListLogins", Viewer, 200) { PeopleOnly = true },
        new("LinkProvider", Viewer, 200) { PeopleOnly = true, Body = _ => new { returnTo = "/account" } },
        new("RemoveLogin", Viewer, 204) { PeopleOnly = true },
        // Nobody here has a password.
        new("ChangePassword", Viewer, 409) { PeopleOnly = true, Body = _ => new { oldPassword = "four words not together", newPassword = "another long password" } },
        new("ChangeEmail", Viewer, 202) { PeopleOnly = true, Body = _ => new { email = $"{Guid.NewGuid():N}@isolation.example" } },
        new("ConfirmEmail", Viewer, 400) { PeopleOnly = true, Body = _ => new { token = "none" } },
        new("ListSessions", Viewer, 200) { PeopleOnly = true, Shows = true },
        new("RevokeSession", Viewer, 204) { PeopleOnly = true },
        new("AcceptInvitation", Viewer, 200) { PeopleOnly = true, BodyAsync = async (seed, person) => new { token = await seed.InvitationTokenAsync(person) }, Shows = true, Foreign = 403 },
        new("StreamEvents", Viewer, 200),
        new("ListNotices", Viewer, 200) { PeopleOnly = true, Shows = true },
        new("MarkNoticeRead", Viewer, 204) { PeopleOnly = true },
        new("MarkAllNoticesRead", Viewer, 204) { PeopleOnly = true },
        new("GetNoticePreferences", Viewer, 200) { PeopleOnly = true },
        new("SetNoticePreferences", Viewer, 200) { PeopleOnly = true, Body = _ => new { kinds = Array.Empty<object>() } },
        new("Unsubscribe", Proof, 400),

        new("StartExport", Viewer, 202)
        {
            PeopleOnly = true,
            BodyAsync = async (_, person) =>
            {
                await person.ForgetExportAsync();
                return new { };
            },
        },
        new("GetExport", Viewer, 200) { PeopleOnly = true },
        new("DeleteMe", Viewer, 400) { PeopleOnly = true, Body = _ => new { password = "none", confirm = "none" } },
        new("GetDeletion", Anyone, 404),

        // Organisations.
        new("ListOrganisations", Viewer, 200) { Shows = true },
        new("CreateOrganisation", Viewer, 201) { PeopleOnly = true, Body = _ => new { name = "New" } },
        new("GetOrganisation", Viewer, 200) { Shows = true },
        new("RenameOrganisation", Admin, 200) { Body = seed => new { name = $"Renamed {seed.Canary}" }, Shows = true },
        new("DeleteOrganisation", Owner, 400) { Body = _ => new { confirm = "none" } },
        new("ListMembers", Viewer, 200) { Shows = true },
        new("GetMember", Viewer, 200) { Shows = true },
        new("ChangeMemberRole", Admin, 204) { Body = _ => new { role = "editor" } },
        new("RemoveMember", Admin, 204),
        new("ListInvitations", Admin, 200) { Shows = true },
        new("Invite", Admin, 202) { Body = _ => new { email = $"{Guid.NewGuid():N}@isolation.example", role = "viewer" } },
        new("WithdrawInvitation", Admin, 204),
        new("ListKeys", Admin, 200) { PeopleOnly = true, Shows = true },
        new("CreateKey", Admin, 201) { PeopleOnly = true, Body = _ => new { name = "New", scopes = new[] { "read" } } },
        new("RevokeKey", Admin, 204) { PeopleOnly = true },

        // What other rows start (a month's plan) writes more entries than a page holds.
        new("ListAudit", Admin, 200) { Query = "?action=planted", Shows = true },
        new("ExportAudit", Admin, 200) { Shows = true },
        new("VerifyAudit", Admin, 200),
        new("GetUsage", Admin, 200),

        // Projects and the brand kit.
        new("ListProjects", Viewer, 200) { Shows = true },
        new("CreateProject", Editor, 201) { Body = _ => new { name = "New" } },
        new("GetProject", Viewer, 200) { Shows = true },
        new("ChangeProject", Editor, 200) { Body = _ => new { niche = "ropes" }, Shows = true },
        new("ArchiveProject", Editor, 204),
        new("ListBrand", Viewer, 200) { Shows = true },
        new("AddBrand", Editor, 201) { Body = _ => new { type = "colour", name = "New", colour = "#fff" } },
        new("CompleteBrand", Editor, 200) { Body = _ => new { blockIds = Array.Empty<string>() }, Shows = true },
        new("DeleteBrand", Editor, 204),
        // Planner.
        // Whose project it is, is looked at like everything else in the body.
        new("CreateMonth", Editor, 202) { Foreign = 400, BodyAsync = async (seed, _) => new { projectId = await seed.AboutBreadAsync(), month = seed.NextMonth } },
        new("ListMonths", Viewer, 200) { Shows = true },
        new("GetMonth", Viewer, 200) { Shows = true },
        new("DeleteMonth", Editor, 204),
        new("ListMonthItems", Viewer, 200) { Shows = true },
        new("RegenerateMonth", Editor, 202) { Body = _ => new { } },
        new("ListProjectUsage", Viewer, 200),
        new("GetItem", Viewer, 200) { Shows = true },
        new("ChangeItem", Editor, 200) { Body = seed => new { callToAction = $"Call {seed.Canary}" }, Shows = true },
        new("LockItem", Editor, 200) { Shows = true },
        new("UnlockItem", Editor, 200) { Shows = true },
        new("ImproveItem", Editor, 202) { Body = _ => new { wish = "Shorter." } },
        new("ApproveItem", Editor, 200) { Shows = true },
        // What is not approved is found first, and can't be produced.
        new("ProduceItem", Editor, 409) { Body = _ => new { platforms = new[] { "tiktok" } } },
        new("ListPrompts", Editor, 200),
        // Agents are the same for everybody; what an organisation tells them is its own.
        new("GetPrompt", Editor, 200) { Foreign = 200 },
        new("AddPrompt", Editor, 201) { Foreign = 201, Body = _ => new { text = "Write hooks for {{month}} as we do." } },
        new("ActivatePrompt", Editor, 200) { Foreign = 200, Body = _ => new { version = 1 } },
        new("AddKnowledge", Editor, 201) { Body = _ => new { fileName = "a.txt", kind = "brand", content = "QnJlYWQgcmVzdHMu" } },
        new("ListKnowledge", Editor, 200) { Shows = true },
        new("DeleteKnowledge", Editor, 204),
        new("SearchKnowledge", Editor, 200) { Body = _ => new { query = "bread" } },
        // Money.
        new("GetBilling", Owner, 200),
        new("OpenCheckout", Owner, 201) { Body = _ => new { pack = 10 } },
        new("OpenPortal", Owner, 201),
        new("ListLedger", Owner, 200),
        new("StripeWebhook", Proof, 400) { Body = _ => new { id = "evt_1" } },

        // Storage's events.
        new("StorageEvents", Proof, 401) { Body = _ => new[] { new { id = "1", eventType = "Microsoft.Storage.BlobCreated", data = new { url = "https://elsewhere.example/a" } } } },
        new("StorageEventsHandshake", Anyone, 200) { Headers = { ["WebHook-Request-Origin"] = "eventgrid.azure.net" } },

        // Studio.
        new("ListVideos", Viewer, 200) { Shows = true },
        new("StartUpload", Editor, 201) { Body = _ => new { fileName = "a.mp4", sizeBytes = 1000 } },
        new("GetVideo", Viewer, 200) { Shows = true },
        new("DeleteVideo", Editor, 204),
        new("ResumeUpload", Editor, 200) { Ids = { ["videoId"] = (seed, _) => seed.UploadingAsync() } },
        new("CompleteUpload", Editor, 409)
        {
            // Which blocks are missing is said after everything else has been looked at.
            Ids = { ["videoId"] = (seed, _) => seed.UploadingAsync() },
            Body = _ => new { blockIds = new[] { "MDAwMDAw" }, produce = new { platforms = new[] { "tiktok" } } },
        },
        new("GetMeasurements", Viewer, 200) { Shows = true },
        new("ListPatterns", Viewer, 200) { Shows = true, Foreign = 200 },
        new("ListSimilarVideos", Viewer, 200),
        new("ListStrategies", Viewer, 200) { Shows = true },
        new("ListScripts", Viewer, 200) { Shows = true },
        new("ListRenders", Viewer, 200) { Shows = true },
        new("CancelRender", Editor, 200) { Shows = true },
        new("ListJobs", Viewer, 200) { Shows = true },
        new("GetJob", Viewer, 200) { Shows = true },
        new("CancelJob", Editor, 200) { Shows = true },
        new("RetryJob", Editor, 409),

        // Study.
        new("ListNotes", Viewer, 200) { Shows = true },
        new("GetNote", Viewer, 200) { Shows = true },
        new("ChangeNote", Editor, 200) { Body = _ => new { body = "Mine." }, Shows = true },
        new("DeleteNote", Editor, 204),
        new("ListNoteLinks", Viewer, 200) { Shows = true },
        new("ExportNote", Viewer, 200) { Shows = true },
        new("ExportNotes", Viewer, 200),
        new("CreateNote", Editor, 202) { BodyAsync = async (seed, _) => new { sourceId = await seed.PaidSourceAsync() }, Foreign = 404 },
        // The built-in analyst can't translate; that is said after everything else has been looked at.
        new("TranslateNote", Editor, 409) { Body = _ => new { language = "de" } },
        new("FindNoteIdeas", Editor, 200) { Shows = true },
        new("ListSources", Viewer, 200) { Shows = true },
        new("AddSource", Editor, 201) { Body = _ => new { said = "A few words." } },
        new("GetSource", Viewer, 200) { Shows = true },
        new("DeleteSource", Editor, 204),

        // Publishing.
        new("ListAccounts", Viewer, 200) { Shows = true },
        new("ConnectAccount", Admin, 200) { PeopleOnly = true },
        new("FinishConnectAccount", Admin, 302) { PeopleOnly = true, Query = "?code=c&state=s" },
        new("ListPosts", Viewer, 200) { Shows = true },
        new("GetPost", Viewer, 200) { Shows = true },
        new("ApprovePost", Admin, 200) { Ids = { ["postId"] = (seed, _) => seed.PostAsync(PostStatus.AwaitingApproval) }, Shows = true },
        new("RequestPostChanges", Admin, 200)
        {
            Ids = { ["postId"] = (seed, _) => seed.PostAsync(PostStatus.AwaitingApproval) }, Body = _ => new { comment = "Shorter." }, Shows = true,
        },
        new("SubmitPost", Editor, 200) { Ids = { ["postId"] = (seed, _) => seed.PostAsync(PostStatus.ChangesRequested) }, Body = _ => new { }, Shows = true },
        new("CancelPost", Editor, 200) { Shows = true },
        new("PublishPostAgain", Editor, 200) { Shows = true },

        // Coach: one's own, also without a sign-in; who brings one that is no good is told so. Nobody has the plan of the path, so nobody finds it.
        new("GetDailyPlan", Anyone, 200) { BadSignIn = 401 },
        new("CompletePlanAction", Anyone, 404) { Body = _ => new { step_item_id = 123456789, action_type = "watched" }, BadSignIn = 401 },
        new("GetRecommendations", Anyone, 200) { BadSignIn = 401 },
        new("ListCoachCategories", Anyone, 200) { BadSignIn = 401 },
        new("ListCoachPlans", Anyone, 200) { BadSignIn = 401 },
        new("MakeCoachPlan", Anyone, 200) { Body = _ => new { language = "ru", category = "wellness", timeZone = "Etc/UTC" }, BadSignIn = 401 },
        new("GetCoachPlan", Anyone, 404) { BadSignIn = 401 },
        new("ListCoachActions", Anyone, 200) { BadSignIn = 401 },
        new("RecordCoachAction", Anyone, 404) { Body = _ => new { planId = 123456789, itemId = 123456789, action = "watched" }, BadSignIn = 401 },
        new("ListCoachRecommendations", Anyone, 200) { BadSignIn = 401 },
        new("ForgetCoachHistory", Anyone, 204) { BadSignIn = 401 },
        new("ClaimCoachHistory", Viewer, 400) { PeopleOnly = true },
        // The assistant. Nobody reads another's conversations, in the same organisation either.
        new("Chat", Viewer, 200) { Body = _ => new { message = "Show my videos" }, Shows = true },
        new("ListConversations", Viewer, 200) { Shows = true },
        new("GetConversation", Viewer, 200) { Shows = true },
        new("ListTurns", Viewer, 200) { Shows = true },
        new("DeleteConversation", Viewer, 204),
        new("CallMcp", Viewer, 200)
        {
            BodyAsync = async (seed, _) => new { jsonrpc = "2.0", id = 1, method = "tools/call", @params = new { name = "get_video", arguments = new { videoId = await seed.VideoAsync() } } },
            Shows = true,
        },
        new("ListenMcp", Anyone, 405),
        new("EndMcp", Anyone, 405),

        // Radar.
        new("ListBloggers", Viewer, 200) { Shows = true },
        new("AddBlogger", Editor, 201) { Body = _ => new { link = $"https://www.tiktok.com/@{Guid.NewGuid():N}" } },
        new("GetBlogger", Viewer, 200) { Shows = true },
        new("ChangeBlogger", Editor, 200) { Body = _ => new { note = "watched" }, Shows = true },
        new("RemoveBlogger", Editor, 204),
        new("GetBloggerStats", Viewer, 200) { Shows = true },
        new("ListTrendVideos", Viewer, 200) { Shows = true },
        new("GetTrendVideo", Viewer, 200) { Shows = true },
        new("ListTrendingVideos", Viewer, 200) { Shows = true },
        new("ListTrends", Viewer, 200) { Shows = true },
        new("GetTrend", Viewer, 200) { Shows = true },
        new("StartDiscovery", Editor, 202),
        new("ImportTrendVideos", Editor, 200)
        {
            Body = _ => new { rows = new[] { new { link = $"https://www.youtube.com/shorts/{Guid.NewGuid():N}", creator = "mara", publishedAt = "2026-01-01" } } },
        },
        new("GetTrendSettings", Viewer, 200),
        new("SetTrendSettings", Editor, 200) { Body = _ => new { keywords = new[] { "ropes" } } },

        // Operating the installation.
        new("AdminListUsers", Operator, 200),
        new("AdminGetUser", Operator, 200),
        new("AdminChangeUser", Operator, 200) { Body = _ => new { active = false } },
        new("AdminGetStats", Operator, 200),
        new("AdminListLogs", Operator, 200),
        new("AdminListAudit", Operator, 200),
        new("AdminListJobs", Operator, 200),
        new("AdminGetJob", Operator, 200),
        new("AdminCancelJob", Operator, 200),
        new("AdminListDeadLetters", Operator, 200),
        new("AdminRedriveDeadLetter", Operator, 404) { Body = _ => new { queue = "render", id = "none" } },
        new("AdminDropDeadLetter", Operator, 404) { Body = _ => new { queue = "render", id = "none" } },
        new("AdminListPolicies", Operator, 200),
        new("AdminGetPolicy", Operator, 200),
        new("AdminAddPolicy", Operator, 201)
        {
            Body = _ => new { comment = "New", rules = new[] { new { id = "r", decision = "review", pattern = "cure", why = "Medical." } }, cases = new[] { new { text = "A cure.", expected = "review" } } },
        },
        new("AdminActivatePolicy", Operator, 200),
        new("AdminListFlags", Operator, 200),
        new("AdminGetFlag", Operator, 200),
        new("AdminSetFlag", Operator, 200) { Body = _ => new { on = true } },

        // Render jobs.
        new("ClaimRender", Proof, 401),
        new("ReportRender", Proof, 401) { Body = _ => new { stage = "rendering", fraction = 0.5 } },
        new("FinishRender", Proof, 401) { Body = _ => new { files = Array.Empty<object>() } },
    ];
}
