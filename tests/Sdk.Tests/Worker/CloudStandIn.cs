using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Shortloop.Sdk.Tests.Worker;

/// <summary>
/// As much of the cloud as the app needs before it listens: a managed identity, and a key vault with one key, reached through a proxy that knows no other
/// host. An authority of its own vouches for it.
/// </summary>
internal sealed class CloudStandIn : IAsyncDisposable
{
    public const string Vault = "kv-test.vault.azure.net";

    private const string Secret = "token-key", Version = "00000000000000000000000000000001";

    private readonly WebApplication _app;
    private readonly TcpListener _proxy = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _proxying;

    private CloudStandIn(WebApplication app, string authority)
    {
        (_app, Authority) = (app, authority);
        _proxy.Start();
        _proxying = ProxyAsync();
    }

    /// <summary>The authority's certificate, as PEM.</summary>
    public string Authority { get; }

    public string Identity => $"{_app.Urls.Single(url => url.StartsWith("http:", StringComparison.Ordinal))}/identity";

    public string Proxy => $"http://{_proxy.LocalEndpoint}";

    public List<string> Refused { get; } = [];

    public static async Task<CloudStandIn> StartAsync()
    {
        var (authority, server) = Certificates();
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration();
        builder.WebHost.ConfigureKestrel(options =>
        {
            options.Listen(IPAddress.Loopback, 0);
            options.Listen(IPAddress.Loopback, 0, listen => listen.UseHttps(server));
        });
        WebApplication app = builder.Build();
        app.MapGet("/identity", (string resource) => Results.Json(new
        {
            access_token = "token",
            expires_on = $"{DateTimeOffset.UtcNow.AddHours(8).ToUnixTimeSeconds()}",
            resource,
            token_type = "Bearer",
        }));
        app.MapGet($"/secrets/{Secret}/versions", (HttpContext context) => IsKnown(context) ? Results.Json(new { value = new[] { Bundle(null) } }) : Results.Unauthorized());
        app.MapGet($"/secrets/{Secret}/{Version}", (HttpContext context) =>
            IsKnown(context) ? Results.Json(Bundle(Convert.ToBase64String(RandomNumberGenerator.GetBytes(32)))) : Results.Unauthorized());
        await app.StartAsync();
        return new CloudStandIn(app, authority);
    }

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _proxy.Dispose();
        await _proxying;
        await _app.DisposeAsync();
        _end.Dispose();
    }

    private static bool IsKnown(HttpContext context)
    {
        context.Response.Headers.WWWAuthenticate = "Bearer authorization=\"https://login.microsoftonline.com/11111111-1111-1111-1111-111111111111\", resource=\"https://vault.azure.net\"";
        return context.Request.Headers.Authorization == "Bearer token";
    }

    private static object Bundle(string? value) => new
    {
        id = $"https://{Vault}/secrets/{Secret}/{Version}",
        value,
        tags = new { key = "1" },
        attributes = new { enabled = true, created = 1_790_000_000, updated = 1_790_000_000 },
    };

    private async Task ProxyAsync()
    {
        try
        {
            while (true)
                _ = TunnelAsync(await _proxy.AcceptTcpClientAsync(_end.Token));
        }
        catch (Exception error) when (error is OperationCanceledException or SocketException or ObjectDisposedException)
        {
            // It is over.
        }
    }

    private async Task TunnelAsync(TcpClient caller)
    {
        using (caller)
        {
            try
            {
                NetworkStream near = caller.GetStream();
                var head = new StringBuilder();
                for (var one = new byte[1]; !head.ToString().EndsWith("\r\n\r\n", StringComparison.Ordinal);)
                    head.Append(await near.ReadAsync(one, _end.Token) == 1 ? (char)one[0] : throw new EndOfStreamException());
                string asked = head.ToString().Split("\r\n")[0];
                if (asked != $"CONNECT {Vault}:443 HTTP/1.1")
                {
                    lock (Refused)
                        Refused.Add(asked);
                    await near.WriteAsync("HTTP/1.1 502 Bad Gateway\r\ncontent-length: 0\r\n\r\n"u8.ToArray(), _end.Token);
                    return;
                }

                using var far = new TcpClient();
                await far.ConnectAsync(IPAddress.Loopback, new Uri(_app.Urls.Single(url => url.StartsWith("https:", StringComparison.Ordinal))).Port, _end.Token);
                await near.WriteAsync("HTTP/1.1 200 OK\r\n\r\n"u8.ToArray(), _end.Token);
                await Task.WhenAny(near.CopyToAsync(far.GetStream(), _end.Token), far.GetStream().CopyToAsync(near, _end.Token));
            }
            catch (Exception error) when (error is IOException or OperationCanceledException or SocketException)
            {
                // One side is gone.
            }
        }
    }

    private static (string Authority, X509Certificate2 Server) Certificates()
    {
        DateTimeOffset from = DateTimeOffset.UtcNow.AddDays(-1), to = from.AddDays(30);
        using var authorityKey = RSA.Create(2048);
        var authorityRequest = new CertificateRequest("CN=Stand-in authority", authorityKey, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        authorityRequest.CertificateExtensions.Add(new X509BasicConstraintsExtension(true, false, 0, true));
        using X509Certificate2 authority = authorityRequest.CreateSelfSigned(from, to);
        using var key = RSA.Create(2048);
        var request = new CertificateRequest($"CN={Vault}", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName(Vault);
        request.CertificateExtensions.Add(names.Build());
        using X509Certificate2 server = request.Create(authority, from, to, [1, 2, 3, 4]);
        return (authority.ExportCertificatePem(), server.CopyWithPrivateKey(key));
    }
}
