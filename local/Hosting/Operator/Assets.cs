using Microsoft.AspNetCore.Http;

namespace Shortloop.Local.Hosting.Operator;

/// <summary>Style and script, from the assembly.</summary>
internal static class Assets
{
    public static IResult Get(string name) => (name switch
    {
        "operator.css" => "text/css; charset=utf-8",
        "operator.js" => "text/javascript; charset=utf-8",
        _ => null,
    }) is { } type ? Results.Stream(Open(name), type) : OperatorPages.NotFound("There is nothing at this address.");

    private static Stream Open(string name) => typeof(Assets).Assembly.GetManifestResourceStream($"{typeof(Assets).Namespace}.assets.{name}")!;
}
