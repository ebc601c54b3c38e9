using System.Net.Security;
using System.Text;

namespace Shortloop.Sandbox.Mail;

/// <summary>Lines of a connection, one character per byte; can go over to TLS in the middle.</summary>
internal sealed class SmtpLines(Stream stream) : IDisposable
{
    private const int LongestLine = 64 * 1024;

    private Stream _stream = stream;
    private BufferedStream _reader = new(stream);

    public bool Encrypted { get; private set; }

    /// <returns>Null at the end of the connection.</returns>
    public async Task<string?> ReadAsync(CancellationToken cancellation)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < LongestLine && await _reader.ReadAsync(one, cancellation) == 1)
        {
            if (one[0] == '\n')
                return line.ToString().TrimEnd('\r');
            line.Append((char)one[0]);
        }

        return null;
    }

    public Task WriteAsync(string line, CancellationToken cancellation) =>
        _stream.WriteAsync(Encoding.Latin1.GetBytes(line + "\r\n"), cancellation).AsTask();

    public async Task EncryptAsync(SslServerAuthenticationOptions options, CancellationToken cancellation)
    {
        var tls = new SslStream(_stream);
        await tls.AuthenticateAsServerAsync(options, cancellation);
        // What came before in the clear is dropped with the old reader: nobody may slip commands in ahead of TLS.
        (_stream, _reader, Encrypted) = (tls, new BufferedStream(tls), true);
    }

    public void Dispose() => _reader.Dispose();
}
