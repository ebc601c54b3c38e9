using System.Net;
using System.Text.RegularExpressions;

namespace Shortloop.Sandbox.Mail;

/// <summary>The outbox for people and, as JSON, for tests.</summary>
internal static class MailPages
{
    /// <summary>Links open in the page's place.</summary>
    private const string OutOfTheFrame = """<base target="_top">""";

    public static void MapMail(this IEndpointRouteBuilder routes, SandboxContext sandbox)
    {
        routes.MapGet("/mail", () => List(sandbox));
        routes.MapGet("/mail/{id}", (string id) => Find(sandbox, id) is { } mail ? Page(mail) : Missing());
        routes.MapPost("/mail/{id}/unsubscribe", (string id, IHttpClientFactory clients, CancellationToken cancellation) =>
            UnsubscribeAsync(Find(sandbox, id)?.Unsubscribe, clients, cancellation));
        routes.MapGet("/_sandbox/mail", (string? to) => sandbox.State.Read(s => s.Mail.Mails
            .Where(m => to is null || m.To.Contains(to, StringComparer.OrdinalIgnoreCase)).ToList()));
        routes.MapDelete("/_sandbox/mail", () => sandbox.State.Update(s =>
        {
            s.Mail.Mails.Clear();
            return Results.NoContent();
        }));
    }

    private static ReceivedMail? Find(SandboxContext sandbox, string id) =>
        sandbox.State.Read(s => s.Mail.Mails.FirstOrDefault(m => m.Id == id));

    private static IResult List(SandboxContext sandbox)
    {
        var mails = sandbox.State.Read(s => s.Mail.Mails.AsEnumerable().Reverse().ToList());
        var rows = string.Concat(mails.Select(m => FormattableString.Invariant($"""
            <article class="card"><a href="/mail/{m.Id}">{Html.Text(m.Subject.Length == 0 ? "(no subject)" : m.Subject)}</a>
            <br><small>to {Html.Text(string.Join(", ", m.To))} · {m.At:yyyy-MM-dd HH:mm} UTC</small></article>
            """)));
        return Html.Page("Mail", $"""
            <p><a href="/">All services</a></p><h1>Mail that was sent</h1>
            {(mails.Count == 0 ? "<p>Nothing has been sent yet.</p>" : rows)}
            """);
    }

    private static IResult Page(ReceivedMail mail) => Html.Page(mail.Subject, FormattableString.Invariant($"""
        <p><a href="/mail">All mail</a></p>
        <h1>{Html.Text(mail.Subject)}</h1>
        <dl><dt>From</dt><dd>{Html.Text(mail.From)}</dd><dt>To</dt><dd>{Html.Text(string.Join(", ", mail.To))}</dd>
        <dt>At</dt><dd>{mail.At:yyyy-MM-dd HH:mm:ss} UTC{(mail.Encrypted ? ", encrypted" : "")}</dd></dl>
        {UnsubscribePart(mail)}{HtmlPart(mail)}
        {(mail.Text is { } text ? $"<h2>As text</h2><pre class=\"card\" style=\"white-space:pre-wrap\">{Linked(text)}</pre>" : "")}
        """));

    private static string UnsubscribePart(ReceivedMail mail) => mail.Unsubscribe is null
        ? ""
        : $"""<form method="post" action="/mail/{mail.Id}/unsubscribe"><button>Unsubscribe</button> <small>as a mail program does it, by one click</small></form>""";

    /// <summary>RFC 8058: the program's own server posts, without the person's cookies.</summary>
    private static async Task<IResult> UnsubscribeAsync(Uri? address, IHttpClientFactory clients, CancellationToken cancellation)
    {
        if (address is null)
            return Missing();
        using var client = clients.CreateClient();
        using var form = new FormUrlEncodedContent([KeyValuePair.Create("List-Unsubscribe", "One-Click")]);
        using var answer = await client.PostAsync(address, form, cancellation);
        return Html.Page("Unsubscribe", $"""
            <p><a href="/mail">All mail</a></p><h1>{(answer.IsSuccessStatusCode ? "Unsubscribed" : "That did not work")}</h1>
            <p>The sender answered {(int)answer.StatusCode}.</p>
            """, (int)answer.StatusCode);
    }

    /// <summary>In a frame without scripts or our origin: what a mail contains is not ours.</summary>
    private static string HtmlPart(ReceivedMail mail) => mail.Html is { } html
        ? $"""<iframe title="The mail" sandbox="allow-top-navigation-by-user-activation" style="width:100%;height:32rem;border:0;background:#fff" srcdoc="{WebUtility.HtmlEncode(OutOfTheFrame + html)}"></iframe>"""
        : "";

    /// <summary>Every second piece is an address.</summary>
    private static string Linked(string text) => string.Concat(Regex.Split(text, @"(https?://[^\s<>""]+)")
        .Select((piece, i) => i % 2 == 0 ? Html.Text(piece) : $"""<a href="{Html.Text(piece)}">{Html.Text(piece)}</a>"""));

    private static IResult Missing() => Html.Page("No such mail", "<h1>No such mail</h1><p>It may have been cleared.</p>", StatusCodes.Status404NotFound);
}
