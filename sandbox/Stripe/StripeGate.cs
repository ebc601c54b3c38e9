using System.Text;
using System.Text.Json.Nodes;
using Shortloop.Sandbox.State;

namespace Shortloop.Sandbox.Stripe;

internal sealed record StripeCall(StripeBooks Books, StripeForm Form, string Id);

/// <summary>What every endpoint checks before its own work: key, version, idempotency key. The work itself is one change of the state.</summary>
internal sealed class StripeGate(SandboxContext sandbox)
{
    private static readonly TimeSpan AnswersKept = TimeSpan.FromHours(24);

    public async Task<IResult> RunAsync(HttpContext http, Func<StripeCall, JsonObject> work)
    {
        var requestId = StripeJson.NewId("req_");
        http.Response.Headers["Request-Id"] = requestId;
        http.Response.Headers["Stripe-Version"] = StripeBooks.ApiVersion;
        try
        {
            CheckKey(http.Request);
            CheckVersion(http.Request);
            // Stripe's own client names the form's content type on every call; only a POST has one.
            var inBody = HttpMethods.IsPost(http.Request.Method) && http.Request.HasFormContentType;
            var form = StripeForm.Parse(inBody ? await http.Request.ReadFormAsync(http.RequestAborted) : http.Request.Query);
            StripeTime.CatchUp(sandbox);
            return HttpMethods.IsPost(http.Request.Method) ? Keyed(http, form, requestId, work) : Plain(http, form, requestId, work);
        }
        catch (StripeRefusal refusal)
        {
            return refusal.Result();
        }
    }

    private IResult Plain(HttpContext http, StripeForm form, string requestId, Func<StripeCall, JsonObject> work)
    {
        string Run(SandboxState s) => Work(s, http, form, (requestId, null), work);
        return Json(HttpMethods.IsGet(http.Request.Method) ? sandbox.State.Read(Run) : sandbox.State.Update(Run), 200);
    }

    /// <summary>The first answer to a key is kept in the same change as what was done, so a repeated call can't do it again.</summary>
    private IResult Keyed(HttpContext http, StripeForm form, string requestId, Func<StripeCall, JsonObject> work)
    {
        var key = http.Request.Headers["Idempotency-Key"].ToString();
        if (key.Length > 255)
            throw StripeRefusal.Invalid(null, null, "Idempotency keys may be at most 255 characters long.");
        if (key.Length == 0)
            return Json(sandbox.State.Update(s => Work(s, http, form, (requestId, null), work)), 200);

        http.Response.Headers["Idempotency-Key"] = key;
        var fingerprint = $"{http.Request.Path}?{form.Canonical()}";
        var (answer, replayed) = sandbox.State.Update(s =>
        {
            s.Stripe.Answers.RemoveAll(a => a.At + AnswersKept <= sandbox.Now);
            if (s.Stripe.Answers.Find(a => a.Key == key) is { } first)
                return first.Fingerprint == fingerprint ? (first, true) : throw StripeRefusal.KeyReused(key);
            // Only what was carried out is kept: a call that is refused before that may be put right and sent with the same key.
            var made = new KeyedAnswer(key, fingerprint, 200, Work(s, http, form, (requestId, key), work), requestId, sandbox.Now);
            s.Stripe.Answers.Add(made);
            return (made, false);
        });
        if (replayed)
        {
            http.Response.Headers["Idempotent-Replayed"] = "true";
            http.Response.Headers["Original-Request"] = answer.RequestId;
        }

        return Json(answer.Body, answer.Status);
    }

    private string Work(SandboxState state, HttpContext http, StripeForm form, (string, string?) request, Func<StripeCall, JsonObject> work)
    {
        var books = new StripeBooks(state, sandbox, sandbox.Now) { Request = request };
        var answer = work(new StripeCall(books, form, http.Request.RouteValues["id"]?.ToString() ?? "")).Copy();
        foreach (var path in form.Items("expand"))
            StripeExpand.Into(answer, (path.Value ?? "").Split('.'), books);
        return answer.ToJsonString();
    }

    private void CheckKey(HttpRequest request)
    {
        var header = request.Headers.Authorization.ToString();
        var key = header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase) ? header[7..].Trim()
            : header.StartsWith("Basic ", StringComparison.OrdinalIgnoreCase) ? BasicUser(header[6..]) : null;
        if (string.IsNullOrEmpty(key))
            throw StripeRefusal.KeyMissing();
        if (key != sandbox.Options.StripeKey)
            throw StripeRefusal.KeyWrong();
    }

    private static string? BasicUser(string encoded)
    {
        var bytes = new byte[encoded.Length];
        return Convert.TryFromBase64String(encoded.Trim(), bytes, out var length) ? Encoding.UTF8.GetString(bytes, 0, length).Split(':')[0] : null;
    }

    /// <summary>Without the header it would be the account's version, which here is the only one.</summary>
    private static void CheckVersion(HttpRequest request)
    {
        var version = request.Headers["Stripe-Version"].ToString();
        if (version.Length > 0 && !version.EndsWith(".dahlia", StringComparison.Ordinal))
            throw StripeRefusal.Invalid(null, null, $"Invalid Stripe API version: {version}. The sandbox speaks {StripeBooks.ApiVersion} and its train.");
    }

    private static IResult Json(string body, int status) => Results.Text(body, "application/json", statusCode: status);
}
