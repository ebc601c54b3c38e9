using System.Globalization;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Azure.Functions.Worker.Http;

namespace Shortloop.Local.Tests.Hosting;

public sealed record Note(string Title, int Stars);

public sealed class Greeting
{
    public string Text { get; } = "hello from a service";
}

public sealed class HttpSamples(Greeting greeting)
{
    [Function("Greet")]
    public IResult Greet([HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "greet")] HttpRequest request) =>
        TypedResults.Text(greeting.Text);

    [Function("ReadNote")]
    public static Note ReadNote([HttpTrigger("get", Route = "notes/{title}/{stars}")] HttpRequest request, string title, int stars) =>
        new(title, stars);

    [Function("ReadById")]
    public static async Task<Ok<string>> ReadById([HttpTrigger("get", Route = "ids/{id:guid}/{missing?}")] HttpRequest request, Guid id, long? missing = 5)
    {
        await Task.Yield();
        return TypedResults.Ok($"{id:N} {missing}");
    }

    [Function("SaveNote")]
    public static ValueTask<Created<Note>> SaveNote([HttpTrigger("post", Route = "notes")] HttpRequest request, [FromBody] Note note) =>
        ValueTask.FromResult(TypedResults.Created("/api/notes/1", note));

    [Function("MaybeNote")]
    public static string MaybeNote([HttpTrigger("post", Route = "maybe")] HttpRequest request, [FromBody] Note? note) =>
        note?.Title ?? "nothing";

    [Function("Nothing")]
    public static void Nothing([HttpTrigger("post", Route = "nothing")] HttpRequest request)
    {
    }

    [Function("Every")]
    public static string Every([HttpTrigger] HttpRequest request) => request.Method;

    [Function("Empty404")]
    public static NotFound Empty404([HttpTrigger("get", Route = "empty")] HttpRequest request) => TypedResults.NotFound();

    [Function("Broken")]
    public static Task<IResult> Broken([HttpTrigger("get", Route = "broken")] HttpRequest request) =>
        throw new InvalidOperationException("a secret of ours");

    [Function("Copy")]
    public static async Task<string> Copy([HttpTrigger("put", Route = "copy")] HttpRequest request, CancellationToken cancellation)
    {
        using var reader = new StreamReader(request.Body);
        string text = await reader.ReadToEndAsync(cancellation);
        return text.Length.ToString(CultureInfo.InvariantCulture);
    }

    [Function("Context")]
    public static string Context([HttpTrigger("get", Route = "context/{word}")] HttpRequest request, FunctionContext context) =>
        string.Join(' ',
            context.FunctionDefinition.Name,
            context.FunctionDefinition.EntryPoint,
            context.FunctionDefinition.InputBindings.Values.Single().Type,
            context.BindingContext.BindingData["word"],
            ReferenceEquals(context.GetHttpContext(), request.HttpContext),
            Guid.TryParse(context.InvocationId, out _));
}
