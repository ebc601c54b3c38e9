using System.Text.Json;

namespace Shortloop.Sandbox.State;

/// <summary>
/// The state in memory, guarded by one lock and written out whole after every change: to a temporary file, flushed, then
/// renamed over the old one, so that a crash leaves either the old or the new state. A sandbox holds kilobytes; simple wins.
/// </summary>
public sealed class StateFile
{
    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { WriteIndented = true };

    private readonly Lock _gate = new();
    private readonly SandboxSettings _initial;
    private readonly string _path;
    private SandboxState _state;

    public StateFile(string path, SandboxSettings initial)
    {
        _path = path;
        _initial = initial;
        _state = File.Exists(path)
            ? JsonSerializer.Deserialize<SandboxState>(File.ReadAllBytes(path), Json)
                ?? throw new JsonException("The state is null.")
            : new SandboxState { Settings = initial };
    }

    public T Read<T>(Func<SandboxState, T> read)
    {
        lock (_gate)
            return read(_state);
    }

    public T Update<T>(Func<SandboxState, T> change)
    {
        lock (_gate)
        {
            var result = change(_state);
            Save();
            return result;
        }
    }

    public void Reset()
    {
        lock (_gate)
        {
            _state = new SandboxState { Settings = _initial };
            Save();
        }
    }

    private void Save()
    {
        var next = _path + ".next";
        using (var file = File.Create(next))
        {
            JsonSerializer.Serialize(file, _state, Json);
            file.Flush(flushToDisk: true);
        }

        File.Move(next, _path, overwrite: true);
    }
}
