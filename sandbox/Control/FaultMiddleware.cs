using System.Globalization;
using Microsoft.AspNetCore.Http.Features;
using Shortloop.Sandbox.OpenAi;
using Shortloop.Sandbox.Stripe;
using Shortloop.Sandbox.TikTok;
using Shortloop.Sandbox.YouTube;

namespace Shortloop.Sandbox.Control;

internal sealed class FaultMiddleware(RequestDelegate next, SandboxContext sandbox)
{
    private static readonly object Key = new();

    /// <summary>The fault that this request was chosen for.</summary>
    public static Fault? Applied(HttpContext http) => http.Items.TryGetValue(Key, out var fault) ? (Fault?)fault : null;

    public async Task InvokeAsync(HttpContext http)
    {
        var path = http.Request.Path.Value ?? "/";
        if (FaultServices.OfPath(path) is not { } service || sandbox.Faults.Take(service, path) is not { } fault)
        {
            await next(http);
            return;
        }

        http.Items[Key] = fault;
        await (fault.Kind switch
        {
            FaultKinds.Status => StatusAsync(http, fault),
            FaultKinds.Slow => SlowAsync(http, fault),
            FaultKinds.DropAfterCommit => DropAsync(http),
            FaultKinds.ExpiredToken => ExpiredAsync(http, service),
            FaultKinds.BrokenJson when !path.EndsWith("/chat/completions", StringComparison.Ordinal) => CutAsync(http),
            _ => next(http),
        });
    }

    private static Task StatusAsync(HttpContext http, Fault fault)
    {
        if (fault.RetryAfterSeconds is { } seconds)
            http.Response.Headers.RetryAfter = seconds.ToString(CultureInfo.InvariantCulture);
        return FaultServices.ForStatus(fault.Service, fault.Status ?? StatusCodes.Status500InternalServerError).ExecuteAsync(http);
    }

    private async Task SlowAsync(HttpContext http, Fault fault)
    {
        await Task.Delay(TimeSpan.FromSeconds(fault.DelaySeconds ?? 30), http.RequestAborted);
        await next(http);
    }

    private async Task DropAsync(HttpContext http)
    {
        await CaptureAsync(http);
        http.Abort();
    }

    private Task ExpiredAsync(HttpContext http, string service)
    {
        if (service == "openai")
            return OpenAiErrors.InvalidKey().ExecuteAsync(http);
        if (service == "stripe")
            return StripeRefusal.KeyExpired().Result().ExecuteAsync(http);
        if (service == "youtube")
        {
            if (http.Request.Path.Value!.EndsWith("/oauth2/token", StringComparison.Ordinal))
                return ChannelTokens.Error(400, "invalid_grant", "Token has been expired or revoked.").ExecuteAsync(http);
            sandbox.State.Update(s => ChannelTokens.Expire(s.YouTube, TikTokCall.Bearer(http.Request)));
            return next(http);
        }

        if (service != "tiktok")
            return FaultServices.ForStatus(service, StatusCodes.Status401Unauthorized).ExecuteAsync(http);
        if (http.Request.Path.Value!.Contains("/oauth/", StringComparison.Ordinal))
            return OAuthReply.Error(StatusCodes.Status200OK, "invalid_grant", "Refresh token is invalid or expired.").ExecuteAsync(http);
        sandbox.State.Update(s => s.TikTok.Expire(TikTokCall.Bearer(http.Request)));
        return next(http);
    }

    private async Task CutAsync(HttpContext http)
    {
        var body = await CaptureAsync(http);
        http.Response.ContentLength = null;
        await http.Response.Body.WriteAsync(body.AsMemory(0, body.Length / 2));
    }

    /// <summary>Runs the endpoint for real, holding back what it answers.</summary>
    private async Task<byte[]> CaptureAsync(HttpContext http)
    {
        var real = http.Features.GetRequiredFeature<IHttpResponseBodyFeature>();
        using var held = new MemoryStream();
        http.Features.Set<IHttpResponseBodyFeature>(new StreamResponseBodyFeature(held));
        try
        {
            await next(http);
            await http.Response.BodyWriter.FlushAsync();
        }
        finally
        {
            http.Features.Set(real);
        }

        return held.ToArray();
    }
}
