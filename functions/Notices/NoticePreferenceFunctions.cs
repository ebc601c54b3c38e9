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
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Notices;

/// <param name="Kinds">Every kind, with what is chosen or else the default.</param>
/// <param name="EmailAvailable">False: there is no address to write to.</param>
public sealed record NoticePreferencesView(IReadOnlyList<NoticeChoice> Kinds, bool EmailAvailable);

/// <param name="Kinds">Those that are left out go back to the default.</param>
public sealed record NoticePreferencesBody(IReadOnlyList<NoticeChoice>? Kinds);

/// <param name="Kind">What no mail comes for any more.</param>
public sealed record UnsubscribedView(NoticeKind Kind);

/// <summary>How the caller is told of things; and the way out of mails that needs no sign-in.</summary>
public sealed class NoticePreferenceFunctions(IDocumentStore store, MyNoticePreferences preferences, UnsubscribeLinks links)
{
    private static readonly Problem BadLink = new(
        ProblemKind.Invalid, "link_invalid", "This link is not whole. Open it from the mail again, or switch mails off on the page of your notifications.");

    [Function("GetNoticePreferences")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<NoticePreferencesView>(StatusCodes.Status200OK)]
    public async Task<IResult> GetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/me/notifications")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        string userId = context.Caller().UserId;
        return await ViewAsync(userId, await preferences.ReadAsync(userId, cancellation), cancellation);
    }

    [Function("SetNoticePreferences")]
    [HeaderParameter("If-Match")]
    [Access(Role.Viewer, PeopleOnly = true)]
    [ProducesResponseType<NoticePreferencesView>(StatusCodes.Status200OK)]
    public async Task<IResult> SetAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "put", Route = "v1/me/notifications")] HttpRequest request,
        [FromBody] NoticePreferencesBody body,
        FunctionContext context,
        CancellationToken cancellation)
    {
        string userId = context.Caller().UserId;
        return await Answers.OfAsync<MyNoticePreferences.Chosen>(
            await preferences.ReplaceAsync(userId, body.Kinds, ETags.IfMatch(request), cancellation),
            chosen => ViewAsync(userId, chosen, cancellation));
    }

    /// <summary>What mail programs post to by one click (RFC 8058), and the page behind the link in the mail too.</summary>
    [Function("Unsubscribe")]
    [QueryParameter("token", Required = true, Description = "From the mail. It stops mails of one kind and can do nothing else.")]
    [Access("whoever has the link of a mail, which is the proof; mail programs sign in nowhere")]
    [ProducesResponseType<UnsubscribedView>(StatusCodes.Status200OK)]
    public async Task<IResult> UnsubscribeAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/notifications/unsubscribe")] HttpRequest request,
        CancellationToken cancellation)
    {
        if (links.Read(request.Query["token"]) is not { } link)
            return Answers.Of(BadLink);
        await preferences.TurnOffMailAsync(link.UserId, link.Kind, cancellation);
        return TypedResults.Ok(new UnsubscribedView(link.Kind));
    }

    private async Task<IResult> ViewAsync(string userId, MyNoticePreferences.Chosen chosen, CancellationToken cancellation)
    {
        bool hasAddress = await store.ReadAsync<User>(Containers.Users, userId, userId, cancellation) is { Email: not null };
        return ETags.With(TypedResults.Ok(new NoticePreferencesView(chosen.Choices, hasAddress)), chosen.ETag);
    }
}
