using System.Text.Json;
using Shortloop.Engine;

namespace Shortloop.Crash.Serving;

/// <summary>What a served engine is told on its command line, as JSON.</summary>
/// <param name="Folder">Where its file and the journal of activities are.</param>
/// <param name="Run">Which start of the process this is, counted from 1; it stands in the journal.</param>
internal sealed record ServeSettings(string Folder, int Run, SynchronousMode Synchronous, int MaxConcurrentActivities, Fault Fault)
{
    public string DatabasePath => Path.Combine(Folder, "engine.db");

    public string JournalPath => Path.Combine(Folder, "activities.journal");

    public string LogPath => Path.Combine(Folder, "serve.log");

    public static ServeSettings Parse(string json) => JsonSerializer.Deserialize<ServeSettings>(json)!;
}
