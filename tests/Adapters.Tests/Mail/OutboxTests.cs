using System.Net;

namespace Shortloop.Adapters.Tests.Mail;

/// <summary>The sandbox's outbox, as people and tests read it.</summary>
public sealed class OutboxTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_OfAMail_ShowsItsLinkAndRunsNothingOfIt()
    {
        await using var bench = await MailBench.StartAsync();
        await bench.Client().SendAsync(MailBench.Hello with { Subject = "<b>Hi</b>", Html = "<script>alert(1)</script>" }, Cancel);
        var id = (await bench.OnlyAsync()).GetProperty("id").GetString();

        var list = await bench.Sandbox.Http.GetStringAsync(bench.Sandbox.At("mail"), Cancel);
        var page = await bench.Sandbox.Http.GetStringAsync(bench.Sandbox.At("mail/" + id), Cancel);

        Assert.Contains($"/mail/{id}", list, StringComparison.Ordinal);
        Assert.Contains("<a href=\"https://app.example/x\">", page, StringComparison.Ordinal);
        Assert.DoesNotContain("<script>", page, StringComparison.Ordinal);
        Assert.Matches("<iframe [^>]*sandbox=\"allow-top-navigation-by-user-activation\"[^>]*srcdoc=\"[^\"]*&lt;script", page);
        Assert.DoesNotContain("<b>Hi", list + page, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Json_CanBeAskedForOneRecipientAndCleared_AndSurvivesARestart()
    {
        await using var bench = await MailBench.StartAsync();
        await bench.Client().SendAsync(MailBench.Hello, Cancel);
        await bench.Client().SendAsync(MailBench.Hello with { To = "other@example.com" }, Cancel);
        await bench.Sandbox.RestartAsync();

        var ones = await bench.Sandbox.Http.GetStringAsync(bench.Sandbox.At("_sandbox/mail?to=OTHER@example.com"), Cancel);
        var count = (await bench.OutboxAsync()).Length;
        using var cleared = await bench.Sandbox.Http.DeleteAsync(bench.Sandbox.At("_sandbox/mail"), Cancel);

        Assert.DoesNotContain("rope.fan", ones, StringComparison.Ordinal);
        Assert.Equal((2, HttpStatusCode.NoContent), (count, cleared.StatusCode));
        Assert.Empty(await bench.OutboxAsync());
    }

    [Fact]
    public async Task Unsubscribe_MailThatPromisesOneClick_PostsToItsAddress()
    {
        await using var bench = await MailBench.StartAsync();
        await bench.Client().SendAsync(MailBench.Hello, Cancel);
        var plain = (await bench.OnlyAsync()).GetProperty("id").GetString();
        var address = new Uri(bench.Sandbox.At("_sandbox/health"), $"?token=v1.{new string('x', 300)}");
        await bench.Client().SendAsync(MailBench.Hello with { Unsubscribe = address }, Cancel);
        var mail = (await bench.OutboxAsync())[1];

        using var refused = await bench.Sandbox.Http.PostAsync(bench.Sandbox.At($"mail/{plain}/unsubscribe"), null, Cancel);
        using var posted = await bench.Sandbox.Http.PostAsync(bench.Sandbox.At($"mail/{mail.GetProperty("id").GetString()}/unsubscribe"), null, Cancel);

        Assert.Equal(address.AbsoluteUri, mail.GetProperty("unsubscribe").GetString());
        Assert.DoesNotContain("List-Unsubscribe", (await bench.OutboxAsync())[0].GetProperty("raw").GetString(), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
        // The health page answers no POST, so its refusal shows that the post has arrived there.
        Assert.Equal(HttpStatusCode.MethodNotAllowed, posted.StatusCode);
    }
}
