using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json;
using Shortloop.Core.Ports;

namespace Shortloop.Local;

/// <summary>keys.json: this installation's secrets, readable by their owner only, and the keys that seal tokens. One process has it at a time.</summary>
internal sealed class KeyFile : IKeyRing, IKeyKeeper
{
    public const string Name = "keys.json";

    private readonly Lock _lock = new();
    private readonly string _path;
    private readonly TimeProvider _clock;
    private LocalKeys _held;
    private volatile KeySet _current;

    public KeyFile(string path, TimeProvider clock)
    {
        (_path, _clock, _held) = (path, clock, ReadOrMake(path));
        _current = SetOf(_held);
    }

    public KeySet Current => _current;

    // Nobody else writes the file.
    public KeySet LookAgain(int number) => _current;

    public Task<IReadOnlyList<KeyAge>> ListAsync(CancellationToken cancellation)
    {
        lock (_lock)
            return Task.FromResult<IReadOnlyList<KeyAge>>([.. _held.TokenKeys.Keys.Order().Select(number => new KeyAge(number, MadeAt(number)))]);
    }

    public Task AddAsync(int follows, CancellationToken cancellation)
    {
        lock (_lock)
        {
            int number = _held.TokenKeys.Keys.Concat(_held.RetiredTokenKeys?.Keys ?? []).Append(follows).Max() + 1;
            if (!_held.TokenKeys.Keys.Any(known => known > follows))
                Hold(_held with
                {
                    TokenKeys = With(_held.TokenKeys, number, NewKey(32)),
                    TokenKeysMade = With(_held.TokenKeysMade ?? new Dictionary<int, DateTimeOffset>(), number, _clock.GetUtcNow()),
                });
        }

        return Task.CompletedTask;
    }

    public Task DisableAsync(int number, CancellationToken cancellation)
    {
        lock (_lock)
        {
            if (number == _current.Sealing)
                throw new InvalidOperationException($"Key {number} seals: it can't be put away.");
            if (_held.TokenKeys.TryGetValue(number, out string? key))
                Hold(_held with
                {
                    TokenKeys = _held.TokenKeys.Where(held => held.Key != number).ToDictionary(),
                    RetiredTokenKeys = With(_held.RetiredTokenKeys ?? new Dictionary<int, string>(), number, key),
                });
        }

        return Task.CompletedTask;
    }

    /// <exception cref="StartException">It holds something else: says what.</exception>
    public static LocalKeys ReadOrMake(string path)
    {
        if (File.Exists(path))
            return Read(path);
        var keys = new LocalKeys(
            new Dictionary<int, string> { [1] = NewKey(32) }, NewKey(32), NewKey(64), new Dictionary<int, DateTimeOffset> { [1] = TimeProvider.System.GetUtcNow() });
        Write(path, keys);
        return keys;
    }

    // What is said names numbers and fields, never what is in them.
    private static LocalKeys Read(string path)
    {
        LocalKeys? keys;
        try
        {
            keys = JsonSerializer.Deserialize<LocalKeys>(File.ReadAllText(path), JsonSerializerOptions.Web);
        }
        catch (JsonException error)
        {
            throw Unusable(path, string.Create(CultureInfo.InvariantCulture, $"it can't be understood at line {error.LineNumber + 1}"), error);
        }

        return keys is null ? throw Unusable(path, "it is empty") : Problem(keys) is { } problem ? throw Unusable(path, problem) : keys;
    }

    private static string? Problem(LocalKeys keys)
    {
        if (keys.TokenKeys is not { Count: > 0 })
            return "tokenKeys holds no key";
        foreach (var (number, key) in keys.TokenKeys.Concat(keys.RetiredTokenKeys ?? new Dictionary<int, string>()))
        {
            if (number < 1)
                return string.Create(CultureInfo.InvariantCulture, $"key {number} has a number below 1");
            if (key is null || !Convert.TryFromBase64String(key, new byte[32], out int length) || length != 32)
                return string.Create(CultureInfo.InvariantCulture, $"key {number} is not 32 bytes in Base64");
        }

        return string.IsNullOrEmpty(keys.QueueKey) ? "queueKey is missing" : string.IsNullOrEmpty(keys.BlobKey) ? "blobKey is missing" : null;
    }

    private static StartException Unusable(string path, string problem, Exception? inner = null) => new(
        $"{path} can't be used: {problem}. Take it from a backup, or repair it; without these keys nothing that they sealed opens.", inner);

    private DateTimeOffset? MadeAt(int number) => _held.TokenKeysMade?.TryGetValue(number, out DateTimeOffset made) == true ? made : null;

    // In the file before it is used: what is sealed with it must open after a kill.
    private void Hold(LocalKeys keys)
    {
        Write(_path, keys);
        (_held, _current) = (keys, SetOf(keys));
    }

    private static KeySet SetOf(LocalKeys keys) =>
        new(keys.TokenKeys.ToDictionary(key => key.Key, key => Convert.FromBase64String(key.Value)), keys.TokenKeys.Keys.Max());

    private static Dictionary<int, T> With<T>(IReadOnlyDictionary<int, T> all, int number, T value) => new(all.ToDictionary()) { [number] = value };

    private static void Write(string path, LocalKeys keys)
    {
        string temporary = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using (var file = new FileStream(temporary, options))
        {
            JsonSerializer.Serialize(file, keys, JsonSerializerOptions.Web);
            file.Flush(flushToDisk: true);
        }

        File.Move(temporary, path, overwrite: true);
    }

    private static string NewKey(int bytes) => Convert.ToBase64String(RandomNumberGenerator.GetBytes(bytes));
}
