namespace Shortloop.Local;

/// <summary>Secrets of this installation, made at the first start and readable by their owner only.</summary>
/// <param name="TokenKeys">They seal; the highest number is the newest.</param>
/// <param name="TokenKeysMade">When each was made; those of old installations are not in it.</param>
/// <param name="RetiredTokenKeys">Put away: they open nothing any more, and can be brought back by hand.</param>
internal sealed record LocalKeys(
    IReadOnlyDictionary<int, string> TokenKeys, string QueueKey, string BlobKey,
    IReadOnlyDictionary<int, DateTimeOffset>? TokenKeysMade = null, IReadOnlyDictionary<int, string>? RetiredTokenKeys = null);

/// <summary>Where everything of one local installation is. All servers listen on loopback.</summary>
/// <param name="Accounts">Everybody signs in; otherwise whoever sits at this machine is the owner.</param>
/// <param name="Chosen">From the environment.</param>
internal sealed record LocalSettings(string Data, int Port, LocalKeys Keys, ChosenSettings Chosen, bool Accounts = false)
{
    public const string QueueKeyName = "local";
    public const string BlobAccount = "shortloop";

    public int SandboxPort => Port + 1;

    public int BlobPort => Port + 2;

    public int QueuePort => Port + 3;

    /// <summary>The sandbox's mail server.</summary>
    public int MailPort => Port + 4;

    public Uri Address => Loopback(Port);

    public Uri Sandbox => Loopback(SandboxPort);

    public Uri BlobOrigin => Loopback(BlobPort);

    public Uri Queue => Loopback(QueuePort);

    public string BlobConnectionString =>
        $"DefaultEndpointsProtocol=http;AccountName={BlobAccount};AccountKey={Keys.BlobKey};BlobEndpoint={BlobOrigin}{BlobAccount};";

    /// <exception cref="StartException">The folder can't be used, or settings: lists each.</exception>
    public static LocalSettings From(CommandLine command)
    {
        try
        {
            Directory.CreateDirectory(command.Data);
            ChosenSettings chosen = ChosenSettings.Read(
                Environment.GetEnvironmentVariable, Environment.GetEnvironmentVariables().Keys.Cast<string>(), Loopback(command.Port + 1), Loopback(command.Port + 2));
            return new LocalSettings(command.Data, command.Port, KeyFile.ReadOrMake(Path.Combine(command.Data, KeyFile.Name)), chosen, command.Accounts);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            throw new StartException($"The data folder {command.Data} can't be used: {error.Message} Choose another with --data DIR.", error);
        }
    }

    public string DataFile(string name) => Path.Combine(Data, name);

    private static Uri Loopback(int port) => new UriBuilder("http", "127.0.0.1", port).Uri;
}
