using System.Text.Json;

namespace Shortloop.MoneyBench;

/// <summary>What is done wrong on purpose, to see that it is noticed.</summary>
public enum Fault
{
    None,

    /// <summary>The ledger is written whatever its version is.</summary>
    IgnoreVersions,

    /// <summary>A purchase is entered under an id of its own each time it is heard of.</summary>
    GrantTwice,

    /// <summary>A render's success is never paid.</summary>
    ForgetToSettle,

    /// <summary>A render that has failed is taken for one that has succeeded.</summary>
    ChargeForNothing,
}

/// <param name="Seed">The same jobs, payments and dice for the kills; when exactly they hit stays chance.</param>
/// <param name="Kills">How often the process is killed.</param>
/// <param name="Jobs">Renders that are ordered in all.</param>
public sealed record MoneyOptions(int Seed, int Kills, int Jobs)
{
    public Fault Fault { get; init; }
}

/// <summary>What the process is told on its command line, as JSON.</summary>
/// <param name="Run">Which start of the process this is, counted from 1.</param>
/// <param name="Last">Nobody kills this one: it ends by itself, when all is done and swept.</param>
internal sealed record MoneySettings(string Folder, int Seed, int Jobs, int Run, bool Last, Fault Fault)
{
    public const int Spenders = 64;
    public const int FirstCredits = 100;
    public const string OrgId = "org_money";
    public const string UserId = "usr_money";
    public const string JobId = "job_money";

    public int Purchases => Jobs / 10;

    public string DatabasePath => Path.Combine(Folder, "documents.db");

    /// <summary>One line a start that spends by now.</summary>
    public string StartedPath => Path.Combine(Folder, "started.txt");

    /// <summary>One line a job that was played to its end.</summary>
    public string DonePath => Path.Combine(Folder, "done.txt");

    /// <summary>One line a delivered event.</summary>
    public string ToldPath => Path.Combine(Folder, "told.txt");

    /// <summary>One line a balance that was met and must never be.</summary>
    public string OverdrawnPath => Path.Combine(Folder, "overdrawn.txt");

    public static MoneySettings Parse(string json) => JsonSerializer.Deserialize<MoneySettings>(json)!;

    public static string[] LinesOf(string path) => File.Exists(path) ? File.ReadAllLines(path) : [];

    public override string ToString() => JsonSerializer.Serialize(this);
}
