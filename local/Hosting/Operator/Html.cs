using System.Globalization;
using System.Net;
using System.Runtime.CompilerServices;
using System.Text;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>
/// Markup, written as an interpolated string: <c>Html row = $"&lt;td&gt;{text}&lt;/td&gt;"</c>. What stands between the braces is
/// escaped, unless it is markup itself, so nothing can be forgotten. Attributes need their quotes.
/// </summary>
[InterpolatedStringHandler]
internal sealed class Html(int literalLength, int formattedCount)
{
    private readonly StringBuilder _text = new(literalLength + (formattedCount * 16));

    public static Html Empty => $"";

    public void AppendLiteral(string literal) => _text.Append(literal);

    public void AppendFormatted(Html? markup) => _text.Append(markup?._text);

    public void AppendFormatted(IEnumerable<Html> parts)
    {
        foreach (var part in parts) _text.Append(part._text);
    }

    public void AppendFormatted(string? text) => _text.Append(WebUtility.HtmlEncode(text));

    public void AppendFormatted<T>(T value, string? format = null)
        where T : IFormattable => AppendFormatted(value.ToString(format, CultureInfo.InvariantCulture));

    public override string ToString() => _text.ToString();
}
