using System.Collections.Concurrent;
using System.Net;
using System.Text;

namespace Shortloop.EndToEnd.Rig;

/// <summary>A span as it arrived; ids in hex, the parent "" at the root.</summary>
/// <param name="Service">Whose it is.</param>
internal sealed record Span(string TraceId, string Id, string ParentId, string Name, string Service);

/// <summary>Takes what is exported over OTLP/HTTP on loopback, and reads of its Protocol Buffers what a test needs.</summary>
internal sealed class OtlpReceiver : IDisposable
{
    private readonly HttpListener _listener = new();
    private readonly ConcurrentQueue<(string Path, byte[] Body)> _received = [];

    public OtlpReceiver()
    {
        Address = new Uri($"http://127.0.0.1:{Ports.TakeBlock()}/");
        _listener.Prefixes.Add(Address.ToString());
        _listener.Start();
        _ = ReceiveAsync();
    }

    public Uri Address { get; }

    public IReadOnlyList<Span> Spans => [.. _received.Where(message => message.Path == "/v1/traces").SelectMany(message => SpansOf(message.Body))];

    /// <summary>Everything that came, as far as it is text.</summary>
    public string Text => string.Concat(_received.Select(message => Encoding.Latin1.GetString(message.Body)));

    public void Dispose() => _listener.Close();

    private async Task ReceiveAsync()
    {
        try
        {
            while (true)
            {
                var context = await _listener.GetContextAsync();
                using var body = new MemoryStream();
                await context.Request.InputStream.CopyToAsync(body);
                _received.Enqueue((context.Request.Url!.AbsolutePath, body.ToArray()));
                context.Response.Close();
            }
        }
        catch (Exception closed) when (closed is HttpListenerException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    // ExportTraceServiceRequest.resource_spans = 1, ResourceSpans.scope_spans = 2, ScopeSpans.spans = 2.
    private static IEnumerable<Span> SpansOf(byte[] request) =>
        from resource in Fields(request, 1)
        from scope in Fields(resource, 2)
        from span in Fields(scope, 2)
        select new Span(Hex(span, 1), Hex(span, 2), Hex(span, 4), Utf8(Fields(span, 5).Single()), ServiceOf(resource));

    // ResourceSpans.resource = 1, Resource.attributes = 1, KeyValue.key = 1, .value = 2, AnyValue.string_value = 1.
    private static string ServiceOf(byte[] resource) => Fields(Fields(resource, 1).Single(), 1)
        .Where(attribute => Utf8(Fields(attribute, 1).Single()) == "service.name")
        .Select(attribute => Utf8(Fields(Fields(attribute, 2).Single(), 1).Single())).Single();

    private static string Utf8(byte[] text) => Encoding.UTF8.GetString(text);

    private static string Hex(byte[] message, int number) => Convert.ToHexStringLower(Fields(message, number).FirstOrDefault() ?? []);

    /// <summary>The length-delimited fields of that number.</summary>
    private static List<byte[]> Fields(byte[] message, int number)
    {
        List<byte[]> found = [];
        for (var at = 0; at < message.Length;)
        {
            var tag = Varint(message, ref at);
            switch (tag & 7)
            {
                case 0: Varint(message, ref at); break;
                case 1: at += 8; break;
                case 5: at += 4; break;
                default:
                    var length = (int)Varint(message, ref at);
                    if ((int)(tag >> 3) == number)
                        found.Add(message[at..(at + length)]);
                    at += length;
                    break;
            }
        }

        return found;
    }

    private static ulong Varint(byte[] message, ref int at)
    {
        ulong value = 0;
        for (var shift = 0; ; shift += 7)
        {
            var part = message[at++];
            value |= (ulong)(part & 0x7f) << shift;
            if (part < 0x80)
                return value;
        }
    }
}
