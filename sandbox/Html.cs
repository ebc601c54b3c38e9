using System.Text.Encodings.Web;

namespace Shortloop.Sandbox;

/// <summary>The sandbox's few pages share one plain look, in light and dark.</summary>
internal static class Html
{
    private const string Style = """
        :root{color-scheme:light dark;--line:color-mix(in srgb,currentColor 16%,transparent);--accent:#e0245e}
        body{font:16px/1.55 system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem 4rem}
        h1{font-size:1.6rem;line-height:1.2}h2{font-size:1.1rem;margin:1.2rem 0 .3rem}form h2:first-of-type{margin-top:0}small,.quiet{opacity:.7}
        .badge{display:inline-block;font-size:.75rem;padding:.15rem .5rem;border:1px solid var(--line);border-radius:1rem;white-space:nowrap}
        .grid{display:grid;gap:1.25rem;grid-template-columns:repeat(auto-fill,minmax(15rem,1fr))}
        .card{border:1px solid var(--line);border-radius:.9rem;padding:1rem;overflow-wrap:anywhere}
        video{width:100%;max-height:75vh;border-radius:.6rem;background:#000}
        .row{display:flex;gap:.75rem;flex-wrap:wrap;align-items:center}
        button{font:inherit;padding:.6rem 1.4rem;border-radius:2rem;border:1px solid var(--line);background:none;color:inherit;cursor:pointer}
        button.main{background:var(--accent);border-color:var(--accent);color:#fff}
        label{display:block;padding:.25rem 0}a{color:var(--accent)}dl{display:grid;grid-template-columns:auto 1fr;gap:.2rem 1rem}dd{margin:0}
        """;

    public static string Text(string? value) => HtmlEncoder.Default.Encode(value ?? "");

    public static IResult Page(string title, string body, int status = StatusCodes.Status200OK) => Results.Content(
        $"""
        <!doctype html><html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><link rel="icon" href="data:,">
        <title>{Text(title)}</title><style>{Style}</style></head><body>{body}</body></html>
        """,
        "text/html; charset=utf-8",
        statusCode: status);
}
