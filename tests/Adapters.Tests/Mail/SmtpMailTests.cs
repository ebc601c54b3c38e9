using Shortloop.Adapters.Smtp;
using Shortloop.Core;

namespace Shortloop.Adapters.Tests.Mail;

public sealed class SmtpMailTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_TextOnly_Arrives()
    {
        await using var bench = await MailBench.StartAsync();

        await bench.Client().SendAsync(MailBench.Hello, Cancel);

        var mail = await bench.OnlyAsync();
        Assert.Equal("Confirm your address", mail.GetProperty("subject").GetString());
        Assert.Equal("Follow https://app.example/x", mail.GetProperty("text").GetString()!.TrimEnd());
        Assert.Equal(["rope.fan@example.com"], mail.GetProperty("to").EnumerateArray().Select(t => t.GetString()));
        Assert.Equal("hello@shortloop.example", mail.GetProperty("from").GetString());
        Assert.Equal("confirm_email", mail.GetProperty("purpose").GetString());
        Assert.Contains("Auto-Submitted: auto-generated", mail.GetProperty("raw").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_TextAndHtmlInManyScripts_ArriveUnharmed()
    {
        await using var bench = await MailBench.StartAsync();
        var text = string.Join("\r\n", "Grüße, 世界 = 😀", ".", "..dots", "", new string('x', 900), "end");
        var html = $"<p>Grüße & 世界</p><a href=\"https://app.example/?a=1&amp;b={new string('y', 300)}\">here</a>";
        var subject = "Bestätigen: 世界世界世界世界世界世界世界世界世界世界世界世界 😀😀😀 ending";

        await bench.Client().SendAsync(MailBench.Hello with { Subject = subject, Text = text, Html = html }, Cancel);

        var mail = await bench.OnlyAsync();
        Assert.Equal(subject, mail.GetProperty("subject").GetString());
        Assert.Equal(text, mail.GetProperty("text").GetString()!.TrimEnd());
        Assert.Equal(html, mail.GetProperty("html").GetString()!.TrimEnd());
    }

    [Fact]
    public async Task Send_Concurrently_AllArriveOnce()
    {
        await using var bench = await MailBench.StartAsync();
        var client = bench.Client();

        await Task.WhenAll(Enumerable.Range(0, 8).Select(i => client.SendAsync(MailBench.Hello with { Subject = $"Mail {i}" }, Cancel)));

        var subjects = (await bench.OutboxAsync()).Select(m => m.GetProperty("subject").GetString()).Order();
        Assert.Equal(Enumerable.Range(0, 8).Select(i => $"Mail {i}"), subjects);
    }

    [Theory]
    [InlineData("a@example.com\r\nBcc: b@example.com", "Hello", "test")]
    [InlineData("a@example.com, b@example.com", "Hello", "test")]
    [InlineData("Ann <a@example.com>", "Hello", "test")]
    [InlineData("not an address", "Hello", "test")]
    [InlineData("grüße@example.com", "Hello", "test")]
    [InlineData("a@example.com", "Hello\r\nBcc: b@example.com", "test")]
    [InlineData("a@example.com", "Hello\nX: y", "test")]
    [InlineData("a@example.com", "Hello", "test\r\nBcc: b@example.com")]
    [InlineData("a@example.com", "Hello", "")]
    public async Task Send_WhatCouldBecomeAHeaderOrAnotherRecipient_IsRefusedBeforeItIsSent(string to, string subject, string purpose)
    {
        await using var bench = await MailBench.StartAsync();

        var refused = await Assert.ThrowsAsync<PermanentException>(() =>
            bench.Client().SendAsync(new(to, subject, "Text", null, purpose), Cancel));

        Assert.Equal("mail_refused", refused.Code);
        Assert.Empty(await bench.OutboxAsync());
    }

    [Theory]
    [InlineData("RCPT", 450)]
    [InlineData("RCPT", 451)]
    [InlineData("MAIL", 421)]
    [InlineData("DATA", 452)]
    [InlineData("END", 451)]
    public async Task Send_ServerAsksToWait_IsTransientAndTheNextTryArrives(string stage, int status)
    {
        await using var bench = await MailBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("smtp", "status", stage, status));

        var wait = await Assert.ThrowsAsync<TransientException>(() => bench.Client().SendAsync(MailBench.Hello, Cancel));
        await bench.Client().SendAsync(MailBench.Hello, Cancel);

        Assert.Equal("mail_unavailable", wait.Code);
        await bench.OnlyAsync();
    }

    [Theory]
    [InlineData("RCPT", 550)]
    [InlineData("RCPT", 553)]
    [InlineData("MAIL", 552)]
    [InlineData("END", 554)]
    public async Task Send_ServerWillNeverTakeIt_IsPermanent(string stage, int status)
    {
        await using var bench = await MailBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("smtp", "status", stage, status));

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Client().SendAsync(MailBench.Hello, Cancel));

        Assert.Equal("mail_refused", refused.Code);
        Assert.Contains(status.ToString(), refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_CutAfterTheServerKeptIt_IsTransientThoughItArrived()
    {
        await using var bench = await MailBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("smtp", "drop_after_commit", "KEPT"));

        var cut = await Assert.ThrowsAsync<TransientException>(() => bench.Client().SendAsync(MailBench.Hello, Cancel));

        Assert.Equal("mail_unavailable", cut.Code);
        await bench.OnlyAsync();
    }

    [Fact]
    public async Task Send_SilentServer_EndsAtTheTimeLimit()
    {
        await using var bench = await MailBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("smtp", "slow", "RCPT", DelaySeconds: 600));

        var late = await Assert.ThrowsAsync<TransientException>(() =>
            bench.Client(bench.Options with { Timeout = TimeSpan.FromSeconds(1) }).SendAsync(MailBench.Hello, Cancel));

        Assert.Equal("mail_unavailable", late.Code);
        Assert.Contains("in time", late.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Send_NobodyListens_IsTransient()
    {
        await using var bench = await MailBench.StartAsync();
        var options = bench.Options;
        await bench.Sandbox.App.DisposeAsync();

        var away = await Assert.ThrowsAsync<TransientException>(() => bench.Client(options).SendAsync(MailBench.Hello, Cancel));

        Assert.Equal("mail_unavailable", away.Code);
    }

    [Fact]
    public async Task Send_AnyFailure_NeitherErrorNorLogHasAnAddress()
    {
        await using var bench = await MailBench.StartAsync();
        bench.Sandbox.App.Faults.Add(new("smtp", "status", "RCPT", 550));

        var refused = await Assert.ThrowsAsync<PermanentException>(() => bench.Client().SendAsync(MailBench.Hello, Cancel));
        await bench.Client().SendAsync(MailBench.Hello, Cancel);

        Assert.Contains("confirm_email", bench.Log.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("rope.fan", bench.Log.Text + refused, StringComparison.Ordinal);
        Assert.DoesNotContain("app.example", bench.Log.Text + refused, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("mail.example", 465, true, null)]
    [InlineData("mail.example", 0, true, null)]
    [InlineData("", 587, true, null)]
    [InlineData("mail.example", 25, false, "user")]
    public void Options_ThatCannotWork_SayWhy(string host, int port, bool startTls, string? user)
    {
        var options = new SmtpOptions { Host = host, Port = port, StartTls = startTls, User = user, Password = "p", From = "a@example.com" };

        Assert.Single(options.Problems());
        Assert.Empty((options with { Host = "mail.example", Port = 587, StartTls = true }).Problems());
        Assert.Equal(2, (options with { From = "nobody" }).Problems().Count);
    }
}
