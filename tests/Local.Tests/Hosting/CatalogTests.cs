using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask;
using Shortloop.Local.Hosting.Catalog;

namespace Shortloop.Local.Tests.Hosting;

public sealed class CatalogTests
{
    [Fact]
    public void Discover_AssemblyOfFunctions_FindsEachWithItsTrigger()
    {
        var catalog = FunctionCatalog.Discover([typeof(HttpSamples)]);
        var (entry, http) = catalog.With<HttpTrigger>().Single(function => function.Entry.Name == "Greet");
        Assert.Equal("/api/greet", http.Pattern);
        Assert.Equal(["GET"], http.Methods);
        Assert.Equal(AuthorizationLevel.Anonymous, http.AuthLevel);
        Assert.EndsWith("HttpSamples.Greet", entry.EntryPoint, StringComparison.Ordinal);
    }

    [Fact]
    public void Discover_SameNameTwice_NamesBoth() =>
        AssertError(Errors(typeof(SameName)), "twice", "SameName.One", "SameName.Two", "rename");

    [Fact]
    public void Discover_SameRouteTwice_NamesBoth() =>
        AssertError(Errors(typeof(SameRoute)), "First (", "Second (", "/api/things/{id}", "change a route");

    [Fact]
    public void Discover_SameRouteOtherMethodOrConstraint_IsFine() =>
        Assert.Equal(4, FunctionCatalog.Discover([typeof(DistinctRoutes)]).Functions.Count);

    [Theory]
    [InlineData(nameof(Faulty.TwoTriggers), "2 trigger parameters")]
    [InlineData(nameof(Faulty.NoTrigger), "0 trigger parameters")]
    [InlineData(nameof(Faulty.AsyncVoid), "async void")]
    [InlineData(nameof(Faulty.BadRoute), "can't be read")]
    [InlineData(nameof(Faulty.Mvc), "TypedResults")]
    [InlineData(nameof(Faulty.MvcBody), "Microsoft.Azure.Functions.Worker.Http.FromBody")]
    [InlineData(nameof(Faulty.Service), "through the constructor")]
    [InlineData(nameof(Faulty.UnknownValue), "known here are id")]
    [InlineData(nameof(Faulty.TakesHttpContext), "take HttpRequest")]
    [InlineData(nameof(Faulty.QueueOutput), "output bindings")]
    [InlineData(nameof(Faulty.Topic), "only queues")]
    [InlineData(nameof(Faulty.BytesFromQueue), "make it String")]
    [InlineData(nameof(Faulty.OrchestrationWithContext), "replayed")]
    public void Discover_Fault_SaysWhatToDo(string function, string expected) =>
        Assert.Contains(Errors(typeof(Faulty)), error => error.StartsWith($"{function} (", StringComparison.Ordinal)
            && error.Contains(expected, StringComparison.Ordinal));

    [Fact]
    public void Discover_OrchestrationWithDependencies_IsAnError() =>
        AssertError(Errors(typeof(OrchestrationWithService)), "dependencies", "static");

    [Fact]
    public void Discover_PrivateFunction_IsAnError() => AssertError(Errors(typeof(HiddenFunction)), "isn't public");

    private static IReadOnlyList<string> Errors(Type functions) =>
        Assert.Throws<FunctionCatalogException>(() => FunctionCatalog.Discover([functions])).Errors;

    private static void AssertError(IReadOnlyList<string> errors, params string[] parts)
    {
        string error = Assert.Single(errors);
        Assert.All(parts, part => Assert.Contains(part, error, StringComparison.Ordinal));
    }

    public static class SameName
    {
        [Function("twice")]
        public static string One([HttpTrigger(Route = "one")] HttpRequest request) => "";

        [Function("Twice")]
        public static string Two([HttpTrigger(Route = "two")] HttpRequest request) => "";
    }

    public static class SameRoute
    {
        [Function("First")]
        public static string First([HttpTrigger("get", "put", Route = "things/{id}")] HttpRequest request) => "";

        [Function("Second")]
        public static string Second([HttpTrigger("GET", Route = "/Things/{key}")] HttpRequest request) => "";
    }

    public static class DistinctRoutes
    {
        [Function("A")]
        public static string A([HttpTrigger("get", Route = "things/{id}")] HttpRequest request) => "";

        [Function("B")]
        public static string B([HttpTrigger("delete", Route = "things/{id}")] HttpRequest request) => "";

        [Function("C")]
        public static string C([HttpTrigger("get", Route = "things/{id:int}")] HttpRequest request) => "";

        [Function("D")]
        public static string D([HttpTrigger("get", Route = "things/latest")] HttpRequest request) => "";
    }

    public static class Faulty
    {
        [Function(nameof(TwoTriggers))]
        public static void TwoTriggers([HttpTrigger] HttpRequest request, [TimerTrigger("0 * * * * *")] TimerInfo timer)
        {
        }

        [Function(nameof(NoTrigger))]
        public static void NoTrigger(FunctionContext context)
        {
        }

        [Function(nameof(AsyncVoid))]
        public static async void AsyncVoid([HttpTrigger] HttpRequest request) => await Task.Yield();

        [Function(nameof(BadRoute))]
        public static void BadRoute([HttpTrigger(Route = "a/{b")] HttpRequest request)
        {
        }

        [Function(nameof(Mvc))]
        public static Task<IActionResult> Mvc([HttpTrigger] HttpRequest request) => Task.FromResult<IActionResult>(new OkResult());

        [Function(nameof(MvcBody))]
        public static void MvcBody([HttpTrigger] HttpRequest request, [FromBody] Note note)
        {
        }

        [Function(nameof(Service))]
        public static void Service([HttpTrigger] HttpRequest request, Greeting greeting)
        {
        }

        [Function(nameof(UnknownValue))]
        public static void UnknownValue([HttpTrigger(Route = "x/{id}")] HttpRequest request, string other)
        {
        }

        [Function(nameof(TakesHttpContext))]
        public static void TakesHttpContext([HttpTrigger] HttpRequest request, HttpContext context)
        {
        }

        [Function(nameof(QueueOutput))]
        public static Task<string> QueueOutput([ServiceBusTrigger("q")] string message) => Task.FromResult(message);

        [Function(nameof(Topic))]
        public static void Topic([ServiceBusTrigger("topic", "subscription")] string message)
        {
        }

        [Function(nameof(BytesFromQueue))]
        public static void BytesFromQueue([ServiceBusTrigger("q")] byte[] message)
        {
        }

        [Function(nameof(OrchestrationWithContext))]
        public static Task OrchestrationWithContext([OrchestrationTrigger] TaskOrchestrationContext context, FunctionContext function) =>
            Task.CompletedTask;
    }

    public sealed class OrchestrationWithService(Greeting greeting)
    {
        [Function("Story")]
        public Task<string> Story([OrchestrationTrigger] TaskOrchestrationContext context) => Task.FromResult(greeting.Text);
    }

    public static class HiddenFunction
    {
        [Function("Hidden")]
        private static string Hidden([HttpTrigger] HttpRequest request) => "";
    }
}
