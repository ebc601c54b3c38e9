using System.Diagnostics;

namespace Shortloop.Infra.Tests;

/// <summary>infra/move-key.sh with stand-ins of the tools that reach the cloud: what it does, in which order, and that no key is on a command line.</summary>
public sealed class MoveKeyTests : IDisposable
{
    private const string First = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";
    private const string Second = "BBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBBA=";
    private const string File2 = $$$"""{"retiredTokenKeys":{"1":"{{{First}}}"},"tokenKeys":{"2":"{{{Second}}}"}}""";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("move-key-");

    public MoveKeyTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "It needs bash.");
        Assert.True(Environment.GetEnvironmentVariable("PATH")!.Split(':').Any(folder => File.Exists(Path.Combine(folder, "jq"))), "jq is missing: ./test installs it.");
        Tool("azd", "echo kv-test");
        // Its command lines go into one file, what came on its standard input into another.
        Tool("az", """
            here=$(dirname "$0"); echo "$*" >>"$here/calls"
            case "$*" in
              *list-versions*moved!=*) cat "$here/there" ;;
              *list-versions*) cat "$here/moved" ;;
              *"secret set "*) cat >>"$here/values"; echo >>"$here/values" ;;
            esac
            """);
        Put("there", "https://kv-test/secrets/token-key/0\t1\n");
        Put("moved", "");
        Put("values", "");
        Put("calls", "");
    }

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public async Task Run_FreshVault_DisablesItsKeyFirstAndPutsEachInItsPlace()
    {
        Assert.Equal(0, (await RunAsync(File2)).Code);

        Assert.Collection(
            Changes(),
            call => Assert.Contains("set-attributes --id https://kv-test/secrets/token-key/0 --enabled false", call, StringComparison.Ordinal),
            call => Assert.Contains("--tags key=1 moved=true --disabled true", call, StringComparison.Ordinal),
            call => Assert.Contains("--tags key=2 moved=true --disabled false", call, StringComparison.Ordinal));
        Assert.Equal($"{First}\n{Second}\n", Get("values"));
        Assert.DoesNotContain("AAAA", Get("calls"), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Run_SecondTry_PutsOnlyWhatIsMissing()
    {
        Put("there", "");
        Put("moved", "https://kv-test/secrets/token-key/1\t1\n");

        Assert.Equal(0, (await RunAsync($$$"""{"tokenKeys":{"1":"{{{First}}}","2":"{{{Second}}}"}}""")).Code);

        Assert.Contains("key=2", Assert.Single(Changes()), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(File2, "https://kv-test/secrets/token-key/0\t1\nhttps://kv-test/secrets/token-key/1\t2\n", "it has run there")]
    [InlineData("""{"tokenKeys":{}}""", "", "holds no key")]
    [InlineData("""{"tokenKeys":{"1":"c2hvcnQ="}}""", "", "not 32 bytes")]
    [InlineData("nothing of ours", "", "parse error")]
    public async Task Run_CannotBeRight_ChangesNothing(string keys, string there, string said)
    {
        Put("there", there);

        var (code, errors) = await RunAsync(keys);

        Assert.NotEqual(0, code);
        Assert.Contains(said, errors, StringComparison.Ordinal);
        Assert.DoesNotContain("c2hvcnQ=", errors, StringComparison.Ordinal);
        Assert.Empty(Changes());
    }

    private string[] Changes() => [.. Get("calls").Split('\n', StringSplitOptions.RemoveEmptyEntries).Where(call => !call.Contains("list-versions", StringComparison.Ordinal))];

    private async Task<(int Code, string Errors)> RunAsync(string keys)
    {
        var start = new ProcessStartInfo("bash", [Repository.PathOf("infra/move-key.sh")]) { RedirectStandardInput = true, RedirectStandardError = true };
        start.Environment["PATH"] = $"{_folder.FullName}:{Environment.GetEnvironmentVariable("PATH")}";
        using var process = Process.Start(start)!;
        await process.StandardInput.WriteAsync(keys);
        process.StandardInput.Close();
        string errors = await process.StandardError.ReadToEndAsync(TestContext.Current.CancellationToken);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, errors);
    }

    private void Tool(string name, string body)
    {
        Put(name, $"#!/usr/bin/env bash\n{body}\n");
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(Path.Combine(_folder.FullName, name), UnixFileMode.UserRead | UnixFileMode.UserExecute);
    }

    private void Put(string name, string text) => File.WriteAllText(Path.Combine(_folder.FullName, name), text);

    private string Get(string name) => File.ReadAllText(Path.Combine(_folder.FullName, name));
}
