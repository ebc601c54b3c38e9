using Shortloop.Adapters.AiSearch;
using Shortloop.Adapters.Blob;
using Shortloop.Adapters.Cosmos;
using Shortloop.Core;

namespace Shortloop.Local.Moving;

/// <summary>An export into Cosmos DB, a storage account and a search service on Azure, as whoever is signed in on this machine (<c>az login</c>).</summary>
internal static class ImportCommand
{
    public static async Task<int> RunAsync(CommandLine command, Func<string, string?> setting, TimeProvider clock, TextWriter output, CancellationToken stop)
    {
        string folder = command.Archive!;
        MoveManifest manifest = MoveManifest.Read(folder);
        CosmosOptions options = OptionsOf(command, setting);
        AiSearchOptions? search = command.Search is { } service ? new AiSearchOptions { Endpoint = service } : null;
        if (search?.Problems() is { Count: > 0 } unusable)
            throw new StartException(string.Join(Environment.NewLine, unusable));
        if (command.Blobs is not null)
            ImportBlobs.CheckFiles(folder, manifest);
        try
        {
            using var store = new CosmosDocumentStore(options);
            using var bulk = new CosmosDocumentStore(options with { Bulk = true });
            var documents = new ImportDocuments(store, bulk, clock, output);
            await documents.RunAsync(folder, manifest, stop);
            if (command.Blobs is { } account)
            {
                using var blobs = new AzureBlobStore(new AzureBlobStoreOptions { ServiceUri = account }, clock);
                await documents.OnceAsync("blobs", () => new ImportBlobs(blobs, output).RunAsync(folder, manifest, stop), stop);
            }

            if (search is not null)
            {
                using var index = new AiSearchVectorIndex(search, clock);
                await documents.OnceAsync("vectors", () => new ImportVectors(index, clock, output).RunAsync(folder, manifest, stop), stop);
            }
        }
        catch (WorkException error)
        {
            throw new StartException($"{error.Message} What was imported stays; repeat the command to go on.", error);
        }

        return ExitCodes.Success;
    }

    private static CosmosOptions OptionsOf(CommandLine command, Func<string, string?> setting)
    {
        var options = new CosmosOptions
        {
            Endpoint = command.Cosmos!,
            Database = command.Database,
            EmulatorKey = setting("SHORTLOOP_COSMOS_EMULATOR_KEY"),
            Gateway = command.Cosmos!.IsLoopback,
            // Throttling is what a back-fill meets all the time.
            MaxRetries = 100,
            MaxRetryWait = TimeSpan.FromMinutes(5),
            RequestTimeout = TimeSpan.FromSeconds(60),
        };
        return options.Problems() is { Count: > 0 } problems ? throw new StartException(string.Join(Environment.NewLine, problems)) : options;
    }
}
