using System.Diagnostics;
using System.Text;

namespace Shortloop.EndToEnd.Rig;

/// <summary>A process that serves until it is killed; what it says is kept for the failures of tests.</summary>
internal sealed class Server : IDisposable
{
    private const int KeptCharacters = 20_000;

    private readonly StringBuilder _said = new();

    public Server(string program, IReadOnlyList<string> arguments, IReadOnlyDictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            RedirectStandardInput = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
            start.Environment[name] = value;
        Process = Process.Start(start)!;
        Process.OutputDataReceived += Keep;
        Process.ErrorDataReceived += Keep;
        Process.BeginOutputReadLine();
        Process.BeginErrorReadLine();
    }

    public Process Process { get; }

    public string Said
    {
        get
        {
            lock (_said)
                return _said.ToString();
        }
    }

    /// <summary>SIGKILL: nothing of it gets to run any more.</summary>
    public void Kill()
    {
        if (!Process.HasExited)
            Process.Kill();
        Process.WaitForExit();
    }

    public void Dispose()
    {
        if (!Process.HasExited)
            Process.Kill(entireProcessTree: true);
        Process.WaitForExit();
        Process.Dispose();
    }

    private void Keep(object sender, DataReceivedEventArgs line)
    {
        lock (_said)
        {
            _said.AppendLine(line.Data);
            if (_said.Length > KeptCharacters)
                _said.Remove(0, _said.Length - KeptCharacters);
        }
    }
}
