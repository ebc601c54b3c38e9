using System.Text;
using System.Text.RegularExpressions;

namespace Shortloop.Sandbox.Mail;

/// <summary>A mail taken apart (RFC 5322, 2045–2047): headers decoded, the first text and the first HTML part.</summary>
internal sealed partial class MimeMessage
{
    private readonly Dictionary<string, string> _headers;

    private MimeMessage(Dictionary<string, string> headers) => _headers = headers;

    public string? Text { get; private set; }

    public string? Html { get; private set; }

    /// <param name="raw">Each character stands for one byte (Latin-1).</param>
    public static MimeMessage Parse(string raw)
    {
        var (headers, body) = Split(raw);
        var message = new MimeMessage(headers);
        message.Take(headers, body);
        return message;
    }

    public string? Header(string name) => _headers.TryGetValue(name, out var value) ? DecodeWords(value) : null;

    /// <summary>RFC 8058: the first web address of List-Unsubscribe, if the mail promises to ask nothing there.</summary>
    public Uri? OneClick() =>
        Header("List-Unsubscribe-Post") == "List-Unsubscribe=One-Click"
        && InBrackets().Matches(Header("List-Unsubscribe") ?? "").Select(m => m.Groups[1].Value).FirstOrDefault(IsWeb) is { } address
            ? new Uri(address)
            : null;

    private static bool IsWeb(string text) => Uri.TryCreate(text, UriKind.Absolute, out var uri) && uri.Scheme is ("http" or "https");

    private void Take(Dictionary<string, string> headers, string body)
    {
        var type = headers.GetValueOrDefault("Content-Type", "text/plain");
        if (type.StartsWith("multipart/", StringComparison.OrdinalIgnoreCase) && Boundary().Match(type) is { Success: true } match)
        {
            foreach (var part in body.Split("--" + match.Groups[1].Value).Skip(1).TakeWhile(p => !p.StartsWith("--", StringComparison.Ordinal)))
            {
                var (partHeaders, partBody) = Split(part.TrimStart('\r', '\n'));
                Take(partHeaders, partBody);
            }

            return;
        }

        var text = Decode(body, headers.GetValueOrDefault("Content-Transfer-Encoding", "7bit").Trim());
        if (type.StartsWith("text/html", StringComparison.OrdinalIgnoreCase))
            Html ??= text;
        else if (type.StartsWith("text/plain", StringComparison.OrdinalIgnoreCase))
            Text ??= text;
    }

    private static (Dictionary<string, string> Headers, string Body) Split(string raw)
    {
        var end = raw.IndexOf("\r\n\r\n", StringComparison.Ordinal);
        var (head, body) = end < 0 ? (raw, "") : (raw[..end], raw[(end + 4)..]);
        var headers = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        foreach (var line in Fold().Replace(head, " ").Split("\r\n"))
        {
            if (line.Split(':', 2) is [var name, var value])
                headers.TryAdd(name, value.Trim());
        }

        return (headers, body);
    }

    /// <summary>UTF-8 is taken for granted: nobody here sends anything else.</summary>
    private static string Decode(string body, string encoding) => encoding.ToLowerInvariant() switch
    {
        "base64" => Encoding.UTF8.GetString(Convert.FromBase64String(body)),
        "quoted-printable" => Utf8(Hex(SoftBreak().Replace(body, ""))),
        _ => Utf8(body),
    };

    private static string DecodeWords(string value) => EncodedWord().Replace(BetweenWords().Replace(value, "?==?"), word =>
        word.Groups[1].Value.Equals("B", StringComparison.OrdinalIgnoreCase)
            ? Encoding.UTF8.GetString(Convert.FromBase64String(word.Groups[2].Value))
            : Utf8(Hex(word.Groups[2].Value.Replace('_', ' '))));

    private static string Hex(string text) => HexByte().Replace(text, m => ((char)Convert.ToByte(m.Groups[1].Value, 16)).ToString());

    private static string Utf8(string bytes) => Encoding.UTF8.GetString(Encoding.Latin1.GetBytes(bytes));

    [GeneratedRegex("<([^>]+)>")]
    private static partial Regex InBrackets();

    [GeneratedRegex("boundary=\"?([^\";]+)\"?", RegexOptions.IgnoreCase)]
    private static partial Regex Boundary();

    [GeneratedRegex("\r\n[ \t]+")]
    private static partial Regex Fold();

    [GeneratedRegex("=[ \t]*\r\n")]
    private static partial Regex SoftBreak();

    [GeneratedRegex("=([0-9A-Fa-f]{2})")]
    private static partial Regex HexByte();

    [GeneratedRegex(@"=\?[uU][tT][fF]-8\?([bBqQ])\?([^?]*)\?=")]
    private static partial Regex EncodedWord();

    [GeneratedRegex(@"\?=\s+=\?")]
    private static partial Regex BetweenWords();
}
