using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Shortloop.EndToEnd.Rig;
using Shortloop.Engine.History;

namespace Shortloop.Local.Tests.Releases;

/// <summary>One execution of a released story, from its start to its end, as it is kept in Histories/RELEASE/STORY.WAY.json.</summary>
/// <param name="Input">What the story was started with.</param>
/// <param name="Events">The engine's own, in its stored form.</param>
/// <param name="Asked">What each step was given, by its number: an activity's or child's input.</param>
/// <param name="End">Completed, Failed or ContinuedAsNew.</param>
/// <param name="Left">The output; of a story that went on anew the input that it left itself.</param>
internal sealed record RecordedHistory(
    string Story, string Instance, JsonNode? Input, IReadOnlyList<JsonNode> Events, IReadOnlyDictionary<int, JsonNode?> Asked, string End, JsonNode? Left)
{
    public const string HowToRecord = "To record what is missing: SHORTLOOP_ACCEPT=1 ./test local. What may change is in docs/releases.md.";

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web)
    {
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
    };

    public static string Folder { get; } = Path.Combine(Build.Root, "tests/Local.Tests/Releases/Histories");

    /// <summary>The version that the instance was started in.</summary>
    [JsonIgnore]
    public string Version => ReadEvents().OfType<ExecutionStarted>().Single().Version;

    public static IEnumerable<string> Files() => Directory.EnumerateFiles(Folder, "*.json", SearchOption.AllDirectories).Order(StringComparer.Ordinal);

    public static RecordedHistory Read(string path) => JsonSerializer.Deserialize<RecordedHistory>(File.ReadAllText(path), Json)!;

    public void Write(string path) => File.WriteAllText(path, JsonSerializer.Serialize(this, Json) + "\n");

    public IEnumerable<HistoryEvent> ReadEvents() => Events.Select(happened => HistoryJson.ReadEvent(happened.ToJsonString()));

    public static JsonNode? Node(string? payload) => payload is null ? null : JsonNode.Parse(payload);
}
