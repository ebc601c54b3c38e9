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
}
