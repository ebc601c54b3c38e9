using Microsoft.AspNetCore.Http;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>The frame around every page.</summary>
/// <param name="Title">What the page is about.</param>
/// <param name="Tab">The entry of the navigation that it belongs to.</param>
internal sealed record Page(string Title, string Tab, Html Body) : IResult
{
    private static readonly (string Name, string Path)[] Tabs =
        [("Overview", "/_host"), ("Orchestrations", "/_host/orchestrations"), ("Queues", "/_host/queues")];

    public int Status { get; init; } = StatusCodes.Status200OK;

    public Task ExecuteAsync(HttpContext httpContext)
    {
        var response = httpContext.Response;
        response.StatusCode = Status;
        response.ContentType = "text/html; charset=utf-8";
        return response.WriteAsync(Frame(httpContext.Request.Query["said"]).ToString(), httpContext.RequestAborted);
    }

    private Html Frame(string? said) => $"""
        <!doctype html>
        <html lang="en">
        <head>
          <meta charset="utf-8">
          <meta name="viewport" content="width=device-width, initial-scale=1">
          <title>{Title} · host</title>
          <link rel="icon" href="data:,">
          <link rel="stylesheet" href="/_host/assets/operator.css">
          <script src="/_host/assets/operator.js" defer></script>
        </head>
        <body>
          <header class="bar">
            <a class="brand" href="/_host">Host</a>
            <nav aria-label="Pages">{Tabs.Select(Link)}</nav>
            <p class="pulse" id="pulse" role="status" hidden></p>
          </header>
          <main>
            {Notice(said)}
            {Body}
          </main>
        </body>
        </html>
        """;

    private Html Link((string Name, string Path) tab) =>
        tab.Name == Tab ? $"""<a href="{tab.Path}" aria-current="page">{tab.Name}</a>""" : (Html)$"""<a href="{tab.Path}">{tab.Name}</a>""";

    private static Html Notice(string? said) =>
        Said.Text(said) is { } text ? $"""<p class="notice" role="status">{text}</p>""" : Html.Empty;
}
