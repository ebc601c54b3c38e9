using System.Text.Json;
using Microsoft.Azure.Functions.Worker;
using Microsoft.Extensions.Logging;

namespace Shortloop.Local.Hosting.Timers;

/// <summary>Last and next occurrence of each timer, one small file a timer, so that one missed while the host was down runs late.</summary>
internal sealed class TimerMemory(FunctionsHostOptions options, ILogger<TimerMemory> logger)
{
    private readonly string _directory = Path.Combine(options.DataDirectory, "timers");

    /// <returns>Null: this timer never ran here.</returns>
    public ScheduleStatus? Read(string function)
    {
        string file = FileOf(function);
        try
        {
            return File.Exists(file) ? JsonSerializer.Deserialize<ScheduleStatus>(File.ReadAllBytes(file), JsonSerializerOptions.Web) : null;
        }
        catch (JsonException broken)
        {
            logger.TimerMemoryBroken(broken, function, file);
            return null;
        }
    }

    /// <summary>Through a second file and a move: a crash leaves the old state or the new one.</summary>
    public void Write(string function, ScheduleStatus status)
    {
        Directory.CreateDirectory(_directory);
        string file = FileOf(function);
        File.WriteAllBytes(file + ".new", JsonSerializer.SerializeToUtf8Bytes(status, JsonSerializerOptions.Web));
        File.Move(file + ".new", file, overwrite: true);
    }

    private string FileOf(string function) => Path.Combine(_directory, function + ".json");
}
