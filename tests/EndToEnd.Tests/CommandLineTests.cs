using System.Net;
using System.Net.Sockets;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.EndToEnd;

/// <summary>Everything that can be wrong before the work begins is said in a line, with an exit code of its own.</summary>
public sealed class CommandLineTests : IDisposable
{
    private readonly string _data = Directory.CreateTempSubdirectory("shortloop-line-").FullName;

    [Fact]
    public async Task Help_Asked_IsGiven()
    {
        var help = await Command.ShortloopAsync("--help");

        Assert.Equal(0, help.ExitCode);
        Assert.Contains("--json FILE", help.Output);
    }

    [Theory]
    [InlineData("--nonsense", "--nonsense")]
    [InlineData("/no/such/clip.mp4", "clip.mp4")]
    [InlineData("/tmp", "folder")]
    [InlineData("--port", "--port")]
    [InlineData("--port=no", "--port=no")]
    public async Task Start_WrongUse_EndsWithTwo(string argument, string named) => Refused(await Command.ShortloopAsync(argument), 2, named);

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public async Task Start_PortInUse_NamesIt(int offset)
    {
        var port = Ports.TakeBlock();
        using var other = new TcpListener(IPAddress.Loopback, port + offset);
        other.Start();

        Refused(await Command.ShortloopAsync("--exit", "--data", _data, "--port", $"{port}"), 3, $"{port + offset}");
    }

    [Theory]
    [InlineData("/proc/shortloop")]
    [InlineData("/etc/hostname")]
    [InlineData("/dev/null/data")]
    public async Task Start_UnusableDataFolder_NamesIt(string folder) =>
        Refused(await Command.ShortloopAsync("--exit", "--data", folder, "--port", $"{Ports.TakeBlock()}"), 3, folder);

    [Fact]
    public async Task Start_KeysDamaged_SaysSo()
    {
        await File.WriteAllTextAsync(Path.Combine(_data, "keys.json"), "{ not json");

        Refused(await Command.ShortloopAsync("--exit", "--data", _data, "--port", $"{Ports.TakeBlock()}"), 3, _data);
    }

    [Theory]
    [InlineData("engine.db")]
    [InlineData("broker.db")]
    [InlineData("documents.db")]
    [InlineData("vectors.db")]
    public async Task Start_FileThatIsNoDatabase_NamesItAndLeavesIt(string name)
    {
        var file = Path.Combine(_data, name);
        await File.WriteAllTextAsync(file, new string('x', 20_000));

        Refused(await Command.ShortloopAsync("--exit", "--data", _data, "--port", $"{Ports.TakeBlock()}"), 3, $"{file} is not a SQLite database");

        Assert.Equal(new string('x', 20_000), await File.ReadAllTextAsync(file));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Start_WithoutFfmpeg_SaysWhatToInstall(bool withVideo)
    {
        var tools = Directory.CreateDirectory(Path.Combine(_data, "tools")).FullName;
        var node = (await Command.RunAsync("/bin/sh", ["-c", "readlink -f $(command -v node)"])).Output.Trim();
        File.CreateSymbolicLink(Path.Combine(tools, "node"), node);
        string[] arguments = ["--exit", "--data", _data, "--port", $"{Ports.TakeBlock()}"];

        var run = await Command.RunAsync(Build.Shortloop, withVideo ? [.. arguments, await Clips.ShortAsync()] : arguments, start => start.Environment["PATH"] = tools);

        Refused(run, 3, "ffmpeg");
    }

    [Fact]
    public async Task Start_UnknownModel_ListsTheKnown()
    {
        var run = await Command.RunAsync(
            Build.Shortloop, ["--exit", "--data", _data, "--port", $"{Ports.TakeBlock()}"], start => start.Environment["SHORTLOOP_MODEL"] = "oracle");

        Refused(run, 3, "builtin, openai");
    }

    public void Dispose() => Directory.Delete(_data, recursive: true);

    private static void Refused(Command run, int exitCode, string named)
    {
        Assert.True(run.ExitCode == exitCode, $"{run.ExitCode}\n{run.Output}\n{run.Errors}");
        Assert.Contains(named, run.Errors, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("   at ", run.Output + run.Errors);
        Assert.DoesNotContain("Exception", run.Output + run.Errors);
    }
}
