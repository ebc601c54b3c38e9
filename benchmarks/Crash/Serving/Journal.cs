namespace Shortloop.Crash.Serving;

/// <summary>
/// Begin and end of every run of an activity, a line each: "run begin|end key". Each line is one write at the end of the file, so a kill
/// leaves whole lines; only one process has it open at a time.
/// </summary>
internal sealed class Journal : IDisposable
{
    private const string Began = "begin";
    private const string Ended = "end";

    private readonly FileStream _file;
    private readonly int _run;
    private readonly Dictionary<string, int> _begins;

    public Journal(string path, int run)
    {
        _run = run;
        _begins = Begins(path).GroupBy(begin => begin.Key).ToDictionary(key => key.Key, key => key.Count());
        _file = new FileStream(path, FileMode.Append, FileAccess.Write, FileShare.Read, bufferSize: 0);
    }

    /// <returns>How often the activity has begun by now, in this process and those before.</returns>
    public int Begin(string key)
    {
        lock (_begins)
        {
            Write(Began, key);
            return _begins[key] = _begins.GetValueOrDefault(key) + 1;
        }
    }

    public void End(string key)
    {
        lock (_begins) Write(Ended, key);
    }

    /// <summary>In which run of the process which activity began, oldest first.</summary>
    public static IEnumerable<(int Run, string Key)> Begins(string path) => Lines(path, Began);

    public static IEnumerable<(int Run, string Key)> Ends(string path) => Lines(path, Ended);

    public void Dispose() => _file.Dispose();

    private static IEnumerable<(int Run, string Key)> Lines(string path, string what)
    {
        if (!File.Exists(path)) return [];
        return File.ReadLines(path).Select(line => line.Split(' ')).Where(parts => parts[1] == what)
            .Select(parts => (int.Parse(parts[0], System.Globalization.CultureInfo.InvariantCulture), parts[2]));
    }

    private void Write(string what, string key) =>
        _file.Write(System.Text.Encoding.UTF8.GetBytes(FormattableString.Invariant($"{_run} {what} {key}\n")));
}
