using System.Net;
using Shortloop.Core;

namespace Shortloop.Adapters.Tests.Mail;

/// <summary>Trust in a test's certificate is process-wide in this client: these tests stay in one class, one after the other.</summary>
public sealed class SmtpTlsTests
{
    private static CancellationToken Cancel => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Send_CertificateNobodyVouchesFor_SendsNothing()
    {
        await using var bench = await MailBench.StartAsync();

        var untrusted = await Assert.ThrowsAsync<TransientException>(() =>
            bench.Client(bench.Options with { Host = "localhost", StartTls = true }).SendAsync(MailBench.Hello, Cancel));

        Assert.Contains("certificate", untrusted.Message, StringComparison.Ordinal);
        Assert.Empty(await bench.OutboxAsync());
    }

    [Fact]
    public async Task Send_TrustedCertificate_GoesEncryptedAndSignedIn()
    {
        await using var bench = await MailBench.StartAsync();

        await WithTrustAsync(() => bench.Client(SignedIn(bench, "sandbox-mail-password")).SendAsync(MailBench.Hello, Cancel));

        var mail = await bench.OnlyAsync();
        Assert.True(mail.GetProperty("encrypted").GetBoolean());
        Assert.Equal("sandbox-mail", mail.GetProperty("user").GetString());
    }

    [Fact]
    public async Task Send_WrongPassword_WaitsForTheOperator()
    {
        await using var bench = await MailBench.StartAsync();

        var refused = await Assert.ThrowsAsync<TransientException>(() =>
            WithTrustAsync(() => bench.Client(SignedIn(bench, "wrong-password")).SendAsync(MailBench.Hello, Cancel)));

        Assert.Contains("sign-in", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong-password", refused + bench.Log.Text, StringComparison.Ordinal);
        Assert.Empty(await bench.OutboxAsync());
    }

    private static Smtp.SmtpOptions SignedIn(MailBench bench, string password) =>
        bench.Options with { Host = "localhost", StartTls = true, User = "sandbox-mail", Password = password };

    private static async Task WithTrustAsync(Func<Task> send)
    {
#pragma warning disable SYSLIB0014 // The mail client has no other way to be told about a certificate.
        ServicePointManager.ServerCertificateValidationCallback = (_, certificate, _, _) => certificate?.Subject == "CN=localhost";
        try
        {
            await send();
        }
        finally
        {
            ServicePointManager.ServerCertificateValidationCallback = null;
        }
#pragma warning restore SYSLIB0014
    }
}
