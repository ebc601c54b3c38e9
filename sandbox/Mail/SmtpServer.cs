using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace Shortloop.Sandbox.Mail;

/// <summary>Listens on loopback and keeps what it is given. Runs only where a port is named.</summary>
internal sealed class SmtpServer(SandboxContext sandbox) : BackgroundService
{
    private readonly SslServerAuthenticationOptions _tls = new() { ServerCertificate = NewCertificate() };
    private TcpListener? _listener;

    /// <summary>The bound port; 0 when none is listened on.</summary>
    public int Port => (_listener?.LocalEndpoint as IPEndPoint)?.Port ?? 0;

    public override Task StartAsync(CancellationToken cancellationToken)
    {
        if (sandbox.Options.SmtpPort is not { } port)
            return Task.CompletedTask;
        _listener = new TcpListener(IPAddress.Loopback, port);
        try
        {
            _listener.Start();
        }
        catch (SocketException busy)
        {
            throw new IOException($"The mail port {port} can't be listened on: {busy.Message}.", busy);
        }

        return base.StartAsync(cancellationToken);
    }

    public override void Dispose()
    {
        _listener?.Dispose();
        _tls.ServerCertificate?.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        while (!stoppingToken.IsCancellationRequested)
        {
            var client = await _listener!.AcceptTcpClientAsync(stoppingToken);
            _ = ServeAsync(client, stoppingToken);
        }
    }

    private async Task ServeAsync(TcpClient client, CancellationToken cancellation)
    {
        using (client)
        {
            try
            {
                using var lines = new SmtpLines(client.GetStream());
                await new SmtpSession(sandbox, lines, _tls).RunAsync(cancellation);
            }
            catch (Exception gone) when (gone is IOException or AuthenticationException or SocketException or OperationCanceledException)
            {
                // The other side hung up or did not trust us, or a fault was ordered: the conversation is over.
            }
        }
    }

    /// <summary>Signed by nobody: a client that checks certificates must refuse it unless it was told about it.</summary>
    private static X509Certificate2 NewCertificate()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=localhost", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        using var made = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddYears(1));
        // Through PKCS#12, because Windows can't serve TLS with a key that was never stored.
        return X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pfx), null);
    }
}
