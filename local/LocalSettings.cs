using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Functions.Accounts;

namespace Shortloop.Local;

/// <summary>Secrets of this installation, made at the first start and readable by their owner only.</summary>
internal sealed record LocalKeys(IReadOnlyDictionary<int, string> TokenKeys, string QueueKey, string BlobKey);

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

    /// <summary>Derived (RFC 5869), so that they come and go with the keys they are made from.</summary>
    public AccessTokenKeys AccessTokenKeys => new(Keys.TokenKeys.ToDictionary(
        key => key.Key, key => HKDF.DeriveKey(HashAlgorithmName.SHA256, Convert.FromBase64String(key.Value), 32, info: "access tokens"u8.ToArray())));

    /// <exception cref="StartException">The folder can't be used, or settings: lists each.</exception>
    public static LocalSettings From(CommandLine command)
    {
        try
        {
            Directory.CreateDirectory(command.Data);
            ChosenSettings chosen = ChosenSettings.Read(
                Environment.GetEnvironmentVariable, Environment.GetEnvironmentVariables().Keys.Cast<string>(), Loopback(command.Port + 1), Loopback(command.Port + 2));
            return new LocalSettings(command.Data, command.Port, ReadOrMakeKeys(Path.Combine(command.Data, "keys.json")), chosen, command.Accounts);
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new StartException($"The data folder {command.Data} can't be used: {error.Message} Choose another with --data DIR.", error);
        }
    }

    public string DataFile(string name) => Path.Combine(Data, name);

    private static LocalKeys ReadOrMakeKeys(string path)
    {
        if (File.Exists(path))
            return JsonSerializer.Deserialize<LocalKeys>(File.ReadAllText(path), JsonSerializerOptions.Web) ?? throw new JsonException("keys.json is empty.");
        var keys = new LocalKeys(new Dictionary<int, string> { [1] = NewKey(32) }, NewKey(32), NewKey(64));
        string temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
            JsonSerializer.Serialize(file, keys, JsonSerializerOptions.Web);
        File.Move(temporary, path, overwrite: true);
        return keys;
    }

    private static string NewKey(int bytes) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));

    private static Uri Loopback(int port) => new UriBuilder("http", "127.0.0.1", port).Uri;
}
