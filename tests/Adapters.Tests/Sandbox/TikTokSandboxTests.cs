using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Shortloop.Adapters.Tests.TikTok;
using Shortloop.Sandbox;

namespace Shortloop.Adapters.Tests.Sandbox;

/// <summary>The rules of TikTok's protocol, seen from plain HTTP.</summary>
public sealed class TikTokSandboxTests
{
    private const int Mib = 1 << 20;

    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(4096, 4096, 1, HttpStatusCode.OK)]
    [InlineData(4096, 2048, 2, HttpStatusCode.BadRequest)] // under 5 MB: one chunk
    [InlineData(30 * Mib, 30 * Mib, 1, HttpStatusCode.OK)]
    [InlineData(25 * Mib, 10 * Mib, 2, HttpStatusCode.OK)] // floor, the last takes the rest
    [InlineData(25 * Mib, 10 * Mib, 3, HttpStatusCode.BadRequest)] // ceil is the classic mistake
    [InlineData(70 * Mib, 70 * Mib, 1, HttpStatusCode.BadRequest)] // over 64 MB: several chunks
    [InlineData(25 * Mib, 4 * Mib, 6, HttpStatusCode.BadRequest)] // chunk under 5 MB
    [InlineData(0, 0, 0, HttpStatusCode.BadRequest)]
    [InlineData(4_100_000_000, 50_000_000, 82, HttpStatusCode.BadRequest)] // over 4 GB
    public async Task Init_SizeAndChunks_FollowTheDocumentedRules(long size, long chunk, long count, HttpStatusCode expected)
    {
        await using var hand = await TikTokByHand.StartAsync();

        var (status, code, _) = await hand.InitAsync(size, chunk, count);

        Assert.Equal((expected, expected == HttpStatusCode.OK ? "ok" : "invalid_params"), (status, code));
    }

    [Fact]
    public async Task Put_ChunksInOrder_206ThenCreatedWithProgress()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var video = TinyMp4.Make(12 * Mib);
        var url = (await hand.InitAsync(12 * Mib, 6 * Mib, 2)).Data.Text("upload_url");

        var first = await hand.PutAsync(url, video[..(6 * Mib)], $"bytes 0-{(6 * Mib) - 1}/{12 * Mib}");
        var second = await hand.PutAsync(url, video[(6 * Mib)..], $"bytes {6 * Mib}-{(12 * Mib) - 1}/{12 * Mib}");

        Assert.Equal((HttpStatusCode.PartialContent, $"bytes 0-{(6 * Mib) - 1}/{12 * Mib}"), first);
        Assert.Equal((HttpStatusCode.Created, $"bytes 0-{(12 * Mib) - 1}/{12 * Mib}"), second);
    }

    [Theory]
    [InlineData("bytes 0-4095/4096", "text/plain", HttpStatusCode.BadRequest)]
    [InlineData("bytes 0-4094/4096", "video/mp4", HttpStatusCode.BadRequest)] // length mismatch
    [InlineData("bytes 0-4095/9999", "video/mp4", HttpStatusCode.BadRequest)] // other total
    [InlineData("nonsense", "video/mp4", HttpStatusCode.BadRequest)]
    [InlineData("bytes 0-4095/4096", "video/mp4", HttpStatusCode.Created)]
    [InlineData("bytes 0-4095/4096", "video/quicktime", HttpStatusCode.Created)]
    public async Task Put_Headers_AreChecked(string range, string type, HttpStatusCode expected)
    {
        await using var hand = await TikTokByHand.StartAsync();
        var url = (await hand.InitAsync(4096, 4096, 1)).Data.Text("upload_url");

        Assert.Equal(expected, (await hand.PutAsync(url, TinyMp4.Make(), range, type)).Status);
    }

    [Fact]
    public async Task Put_OutOfOrderOrTwice_416WithWhereItStands()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var chunk = new byte[6 * Mib];
        var url = (await hand.InitAsync(12 * Mib, 6 * Mib, 2)).Data.Text("upload_url");
        var range = $"bytes 0-{(6 * Mib) - 1}/{12 * Mib}";

        var early = await hand.PutAsync(url, chunk, $"bytes {6 * Mib}-{(12 * Mib) - 1}/{12 * Mib}");
        await hand.PutAsync(url, chunk, range);
        var twice = await hand.PutAsync(url, chunk, range);

        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, null), early);
        Assert.Equal((HttpStatusCode.RequestedRangeNotSatisfiable, range), twice);
    }

    [Fact]
    public async Task Put_UnknownTaskOrAfterAnHour_404And403()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var url = (await hand.InitAsync(4096, 4096, 1)).Data.Text("upload_url");
        await hand.ControlAsync("clock/advance", new { seconds = 3600 });

        Assert.Equal(HttpStatusCode.NotFound, (await hand.PutAsync(url + "0", TinyMp4.Make(), "bytes 0-4095/4096")).Status);
        Assert.Equal(HttpStatusCode.Forbidden, (await hand.PutAsync(url, TinyMp4.Make(), "bytes 0-4095/4096")).Status);
    }

    [Fact]
    public async Task Put_AfterARestartBetweenChunks_GoesOn()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var video = TinyMp4.Make(12 * Mib);
        var init = (await hand.InitAsync(12 * Mib, 6 * Mib, 2)).Data;
        await hand.PutAsync(init.Text("upload_url"), video[..(6 * Mib)], $"bytes 0-{(6 * Mib) - 1}/{12 * Mib}");

        await hand.Sandbox.RestartAsync();
        var moved = hand.Sandbox.At("tiktok/upload/video/") + new Uri(init.Text("upload_url")).Query;
        var second = await hand.PutAsync(moved, video[(6 * Mib)..], $"bytes {6 * Mib}-{(12 * Mib) - 1}/{12 * Mib}");

        Assert.Equal(HttpStatusCode.Created, second.Status);
        Assert.Equal(video, await hand.Sandbox.Http.GetByteArrayAsync(hand.Sandbox.At($"posts/{init.Text("publish_id")}/media"), Cancel));
    }

    [Fact]
    public async Task Authorize_WithoutAuto_ShowsAPageWithScopesAndBothButtons()
    {
        await using var hand = await TikTokByHand.StartAsync();

        var page = await hand.Sandbox.Http.GetStringAsync(hand.Sandbox.At(TikTokByHand.AuthorizeQuery()), Cancel);

        Assert.Contains("Allow", page, StringComparison.Ordinal);
        Assert.Contains("Deny", page, StringComparison.Ordinal);
        Assert.Contains("video.publish", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("allow", "video.list", "code")]
    [InlineData("deny", "video.list", "error")]
    public async Task Authorize_Decision_ComesBackWithStateAndWhatWasGranted(string decision, string granted, string expected)
    {
        await using var hand = await TikTokByHand.StartAsync();
        var form = System.Web.HttpUtility.ParseQueryString(hand.Sandbox.At(TikTokByHand.AuthorizeQuery()).Query);
        var fields = form.AllKeys.ToDictionary(k => k!, k => form[k]!);
        fields["decision"] = decision;
        fields["granted"] = granted;

        using var reply = await hand.Sandbox.Http.PostAsync(hand.Sandbox.At("tiktok/www/v2/auth/authorize/"), new FormUrlEncodedContent(fields), Cancel);
        var back = System.Web.HttpUtility.ParseQueryString(reply.Headers.Location!.Query);

        Assert.NotNull(back[expected]);
        Assert.Equal("s1", back["state"]);
        Assert.Equal(decision == "allow" ? granted : null, back["scopes"]);
    }

    [Theory]
    [InlineData("http://127.0.0.1/back")] // desktop without a port
    [InlineData("http://example.com/back")] // web app without https
    [InlineData("http://127.0.0.1:5003/back?x=1")]
    public async Task Authorize_BadRedirect_IsNotFollowed(string redirect)
    {
        await using var hand = await TikTokByHand.StartAsync();

        using var reply = await hand.Sandbox.Http.GetAsync(hand.Sandbox.At(TikTokByHand.AuthorizeQuery(redirect: redirect) + "&auto=1"), Cancel);

        Assert.Equal(HttpStatusCode.BadRequest, reply.StatusCode);
    }

    [Fact]
    public async Task Authorize_ChallengeInBase64Url_IsAnError()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var query = TikTokByHand.AuthorizeQuery(challenge: "E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM") + "&auto=1";

        using var reply = await hand.Sandbox.Http.GetAsync(hand.Sandbox.At(query), Cancel);

        Assert.Contains("error=invalid_request", reply.Headers.Location!.Query, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Token_SentAsJson_IsRefused()
    {
        await using var hand = await TikTokByHand.StartAsync();

        using var reply = await hand.Sandbox.Http.PostAsJsonAsync(hand.Sandbox.At("tiktok/open/v2/oauth/token/"), TikTokByHand.Exchange("x"), Cancel);

        Assert.Contains("invalid_request", await reply.Content.ReadAsStringAsync(Cancel), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnyCall_ScopeNotGranted_401WithItsCode()
    {
        await using var hand = await TikTokByHand.StartAsync(scope: "user.info.basic");

        var (status, code, _) = await hand.InitAsync(4096, 4096, 1);

        Assert.Equal((HttpStatusCode.Unauthorized, "scope_not_authorized"), (status, code));
    }

    [Fact]
    public async Task Inbox_UploadedDraft_IsSentToTheInboxAndSixthPendingIsRefused()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var init = (await hand.InitAsync(4096, 4096, 1, "inbox/video/init/")).Data;
        await hand.PutAsync(init.Text("upload_url"), TinyMp4.Make(), "bytes 0-4095/4096");
        await hand.ControlAsync("clock/advance", new { seconds = 61 });

        var (_, _, status) = await hand.CallAsync("post/publish/status/fetch/", new { publish_id = init.Text("publish_id") });
        for (var i = 0; i < 5; i++)
            await hand.InitAsync(4096, 4096, 1, "inbox/video/init/");
        var sixth = await hand.InitAsync(4096, 4096, 1, "inbox/video/init/");

        Assert.Equal("SEND_TO_USER_INBOX", status.Text("status"));
        Assert.Equal((HttpStatusCode.Forbidden, "spam_risk_too_many_pending_share"), (sixth.Status, sixth.Code));
    }

    [Fact]
    public async Task Status_OfAnotherCreatorsPost_IsRefused()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var id = (await hand.InitAsync(4096, 4096, 1)).Data.Text("publish_id");
        var other = await hand.AuthorizeAsync(extra: "&auto=1&account=open-78");
        hand.Access = (await hand.TokenAsync(TikTokByHand.Exchange(other["code"]!))).Text("access_token");

        Assert.Equal("token_not_authorized_for_specified_publish_id", (await hand.CallAsync("post/publish/status/fetch/", new { publish_id = id })).Code);
        Assert.Equal("invalid_publish_id", (await hand.CallAsync("post/publish/status/fetch/", new { publish_id = "v_pub_file~none" })).Code);
    }

    [Fact]
    public async Task Cancel_BeforeUpload_FailsThePost_AfterUpload_IsRefused()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var early = (await hand.InitAsync(4096, 4096, 1)).Data.Text("publish_id");
        var late = (await hand.InitAsync(4096, 4096, 1)).Data;
        await hand.PutAsync(late.Text("upload_url"), TinyMp4.Make(), "bytes 0-4095/4096");

        Assert.Equal("ok", (await hand.CallAsync("post/publish/cancel/", new { publish_id = early })).Code);
        Assert.Equal("publish_not_cancellable", (await hand.CallAsync("post/publish/cancel/", new { publish_id = late.Text("publish_id") })).Code);
        var status = (await hand.CallAsync("post/publish/status/fetch/", new { publish_id = early })).Data;
        Assert.Equal(("FAILED", "publish_cancelled"), (status.Text("status"), status.Text("fail_reason")));
    }

    [Fact]
    public async Task Revoke_TokenStopsWorking()
    {
        await using var hand = await TikTokByHand.StartAsync();
        var form = TikTokByHand.Exchange("");
        form["token"] = hand.Access;

        using var reply = await hand.Sandbox.Http.PostAsync(hand.Sandbox.At("tiktok/open/v2/oauth/revoke/"), new FormUrlEncodedContent(form), Cancel);

        Assert.Equal(HttpStatusCode.OK, reply.StatusCode);
        Assert.Equal("access_token_invalid", (await hand.CallAsync("post/publish/creator_info/query/", new { })).Code);
    }

    [Fact]
    public async Task Webhooks_PublishedPost_AreSignedOverTheExactBytes()
    {
        await using var receiver = await WebhookReceiver.StartAsync();
        await using var hand = await TikTokByHand.StartAsync(new SandboxSettings { TikTokWebhookUrl = receiver.Url });
        var init = (await hand.InitAsync(4096, 4096, 1)).Data;
        await hand.PutAsync(init.Text("upload_url"), TinyMp4.Make(), "bytes 0-4095/4096");
        await hand.ControlAsync("clock/advance", new { seconds = 2 });
        await hand.ControlAsync("webhooks/deliver", new { });

        var events = receiver.Received.Select(r => JsonElement.Parse(r.Body)).ToList();
        Assert.Equal(["post.publish.complete", "post.publish.publicly_available"], events.Select(e => e.Text("event")));
        Assert.Contains(init.Text("publish_id"), events[0].Text("content"), StringComparison.Ordinal);
        Assert.All(receiver.Received, r => Assert.Equal(r.Signature, WebhookReceiver.Sign(r.Signature, r.Body)));
    }
}
