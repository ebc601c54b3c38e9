using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Shortloop.Adapters.Blob;
using Shortloop.Adapters.Sqlite;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;
using Shortloop.Functions;
using Shortloop.Functions.Accounts;
using Shortloop.Functions.Http;
using Shortloop.Functions.Videos;

namespace Shortloop.Bench.Web;

/// <summary>
/// The same routes with the same query, views and serialiser, written directly on ASP.NET Core: no functions, no host of ours, no access rule, no
/// problem details. <c>/raw/signed</c> has the same session check, called directly.
/// </summary>
internal static class RawApi
{
    public const string ChildArgument = "api-raw";

    public static async Task ServeAsync(string data, string port)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.ListenLocalhost(int.Parse(port, CultureInfo.InvariantCulture));
        });
        AddServices(builder.Services, data);
        await using var app = builder.Build();
        app.MapGet("/raw/videos", (IDocumentStore store, VideoViews views, HttpRequest request, CancellationToken cancellation) =>
            ListAsync(store, views, Principal.LocalOwner, request, cancellation));
        app.MapGet("/raw/signed", async (ICallerSource callers, IDocumentStore store, VideoViews views, HttpRequest request, CancellationToken cancellation) =>
            await callers.FindAsync(request.HttpContext, cancellation) is { } caller
                ? await ListAsync(store, views, caller, request, cancellation)
                : TypedResults.Unauthorized());
        app.MapPost("/raw/videos", StartAsync);
        await app.RunAsync();
    }

    /// <summary>As the host derives them.</summary>
    public static AccessTokenKeys TokenKeys(string data)
    {
        var keys = JsonNode.Parse(File.ReadAllText(Path.Combine(data, "keys.json")))!["tokenKeys"]!.AsObject();
        return new AccessTokenKeys(keys.ToDictionary(
            key => int.Parse(key.Key, CultureInfo.InvariantCulture),
            key => HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String((string)key.Value!), 32, info: "access tokens"u8.ToArray())));
    }

    private static void AddServices(IServiceCollection services, string data)
    {
        services.AddSingleton(TimeProvider.System);
        services.AddShortloopCore();
        services.AddShortloopFunctions(ApiOptions.Read(_ => null, proxies: 0));
        services.AddSqliteDocumentStore(new SqliteDocumentStoreOptions(Path.Combine(data, "documents.db")));
        var key = (string)JsonNode.Parse(File.ReadAllText(Path.Combine(data, "keys.json")))!["blobKey"]!;
        services.AddAzureBlobStore(new AzureBlobStoreOptions
        {
            ConnectionString = $"DefaultEndpointsProtocol=http;AccountName=shortloop;AccountKey={key};BlobEndpoint=http://127.0.0.1:1/shortloop;",
        });
        services.AddSingleton(UploadLimits.Default).AddSingleton(new PublicAddress(new Uri("http://127.0.0.1/")));
        services.AddSingleton(TokenKeys(data)).AddSingleton<IAccessTokens, JwtAccessTokens>();
        services.AddSingleton<ICallerSource>(provider => provider.GetRequiredService<SessionCallers>());
    }

    private static async Task<IResult> ListAsync(
        IDocumentStore store, VideoViews views, Principal caller, HttpRequest request, CancellationToken cancellation)
    {
        var query = new DocumentQuery(caller.OrgId, OrderBy: "createdAt", Descending: true, Limit: 50, Continuation: request.Query["after"]);
        Page<Video> page = await store.QueryAsync<Video>(Containers.Videos, query, cancellation);
        var items = new List<VideoView>(page.Items.Count);
        foreach (var video in page.Items)
            items.Add(await views.MakeAsync(video, cancellation));
        return TypedResults.Ok(new ListOf<VideoView>(items, page.Next));
    }

    private static async Task<IResult> StartAsync(StartUpload start, VideoViews views, StartUploadBody body, CancellationToken cancellation)
    {
        var outcome = await start.ExecuteAsync(Principal.LocalOwner, body.FileName, body.SizeBytes, null, cancellation);
        return outcome.Succeeded(out var started, out _)
            ? TypedResults.Created($"/api/v1/videos/{started.Video.Id}", new UploadStarted(await views.MakeAsync(started.Video, cancellation), started.Upload))
            : TypedResults.BadRequest();
    }
}
