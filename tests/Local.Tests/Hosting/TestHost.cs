using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Local.Hosting;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Invocation;

namespace Shortloop.Local.Tests.Hosting;

/// <summary>A running host on a free port, with the functions of the given classes.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _directory;

    private TestHost(WebApplication app, string directory, RecordedLogs logs)
    {
        _app = app;
        _directory = directory;
        Logs = logs;
        Http = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public HttpClient Http { get; }

    public RecordedLogs Logs { get; }

    public IServiceProvider Services => _app.Services;

    public static async Task<TestHost> StartAsync(
        IEnumerable<Type> functions,
        Action<FunctionsHostOptions>? configure = null,
        Action<FunctionsHostBuilder>? add = null)
    {
        string directory = Directory.CreateTempSubdirectory("shortloop-host-").FullName;
        var logs = new RecordedLogs();
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore();
        builder.Services.AddRouting();
        builder.Logging.AddProvider(logs);
        var options = new FunctionsHostOptions { Port = 0, DataDirectory = directory };
        configure?.Invoke(options);
        if (options.HostJson is { } hostJson) HostJson.Apply(hostJson, options);
        var catalog = FunctionCatalog.Discover(functions, options.RoutePrefix);
        var host = new FunctionsHostBuilder(builder.Services, catalog, new FunctionPipeline()).AddServices(options);
        add?.Invoke(host);

        var app = builder.Build();
        app.MapFunctions();
        await app.StartFunctionsAsync(TestContext.Current.CancellationToken);
        return new(app, directory, logs);
    }

    public Task StopAsync() => _app.StopAsync(TestContext.Current.CancellationToken);

    public async ValueTask DisposeAsync()
    {
        Http.Dispose();
        await _app.DisposeAsync();
        Directory.Delete(_directory, recursive: true);
    }
}
