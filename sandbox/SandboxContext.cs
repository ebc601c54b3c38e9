using Shortloop.Sandbox.Control;
using Shortloop.Sandbox.State;
using Shortloop.Sandbox.World;

namespace Shortloop.Sandbox;

/// <summary>What every service of the sandbox shares.</summary>
public sealed class SandboxContext
{
    private readonly Lock _worldGate = new();
    private CreatorWorld? _world;

    public SandboxContext(SandboxOptions options)
    {
        Options = options;
        Directory.CreateDirectory(options.DataDirectory);
        State = new StateFile(Path.Combine(options.DataDirectory, "state.json"), options.InitialSettings with
        {
            StripeWebhookUrl = options.StripeWebhookUrl ?? options.InitialSettings.StripeWebhookUrl,
        });
        // The application may have moved to another port since.
        if (options.StripeWebhookUrl is { } url && State.Read(s => s.Settings.StripeWebhookUrl) != url)
            State.Update(s => s.Settings = s.Settings with { StripeWebhookUrl = url });
        Clock = new SandboxClock(options.Time, State);
    }

    public SandboxOptions Options { get; }

    public StateFile State { get; }

    public SandboxClock Clock { get; }

    public FaultList Faults { get; } = new();

    public RequestLog Requests { get; } = new();

    /// <summary>The world that the settings name; made at its first use.</summary>
    public CreatorWorld World
    {
        get
        {
            var (seed, creators) = (Settings.WorldSeed, Settings.WorldCreators);
            lock (_worldGate)
            {
                return _world is { } world && world.Seed == seed && world.Creators.Count == creators
                    ? world : _world = new CreatorWorld(seed, creators);
            }
        }
    }

    /// <summary>Base of the links handed out; known only after the server has bound its port.</summary>
    public Uri PublicUrl { get; set; } = new("http://127.0.0.1/");

    public DateTimeOffset Now => Clock.GetUtcNow();

    public SandboxSettings Settings => State.Read(s => s.Settings);

    public Uri Link(string path) => new(PublicUrl, path);
}
