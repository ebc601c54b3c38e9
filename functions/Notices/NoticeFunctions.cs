using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Operations.Notices;
using Shortloop.Core.Ports;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;

namespace Shortloop.Functions.Notices;

/// <param name="OrgId">Where it happened.</param>
/// <param name="EntityId">What it happened to: a job, a post, an account, a session.</param>
/// <param name="Title">In the person's language, as is <paramref name="Text"/>.</param>
/// <param name="Path">The page where one does something about it, relative to the app.</param>
public sealed record NoticeView(
    string Id, NoticeKind Kind, string OrgId, string EntityId, string Title, string Text, string Path, DateTimeOffset At, DateTimeOffset? ReadAt);

/// <param name="Unread">How many are unread in all.</param>
public sealed record NoticeList(IReadOnlyList<NoticeView> Items, string? Next, long Unread);

/// <summary>What the caller has been told.</summary>
public sealed class NoticeFunctions(IDocumentStore store, MyNotices notices)
{
    [Function("ListNotices")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [QueryParameter("unread", typeof(bool), Description = "true: only those that are unread.")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<NoticeList>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me/notices")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        string userId = context.Caller().UserId;
        if (!PageQuery.Read(request).Succeeded(out PageQuery? asked, out Problem? problem))
            return Answers.Of(problem);
        bool unread = request.Query["unread"] == "true";
        if (await PageQuery.TryAsync(() => notices.ListAsync(userId, unread, asked.After, asked.Limit, cancellation)) is not { } page)
            return Answers.Of(PageQuery.BadCursor);
        User? user = await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation);
        return TypedResults.Ok(new NoticeList(
            [.. page.Items.Select(notice => ViewOf(notice, user))], page.Next, await notices.CountUnreadAsync(userId, cancellation)));
    }

    [Function("MarkNoticeRead")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> ReadAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/me/notices/{noticeId}/read")] HttpRequest request,
        string noticeId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await notices.MarkReadAsync(context.Caller(), noticeId, cancellation)
            ? TypedResults.NoContent()
            : Answers.Of(new Problem(ProblemKind.NotFound, "not_found", "You have no such notice; it may have been dropped after 90 days."));

    [Function("MarkAllNoticesRead")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> ReadAllAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/me/notices/read")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        await notices.MarkAllReadAsync(context.Caller(), cancellation);
        return TypedResults.NoContent();
    }

    private static NoticeView ViewOf(Notice notice, User? user)
    {
        NoticeText text = NoticeTexts.Of(notice, user?.Language ?? "en", user?.TimeZone ?? "Etc/UTC");
        return new NoticeView(notice.Id, notice.Kind, notice.OrgId, notice.EntityId, text.Title, text.Text, text.Path, notice.CreatedAt, notice.ReadAt);
    }
}
