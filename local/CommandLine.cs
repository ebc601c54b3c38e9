using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace Shortloop.Local;

internal enum CommandKind
{
    Up,
    Serve,
    Backup,
    Restore,
    Admin,
    VerifyAudit,
    Reconcile,
    Export,
    Import,
    Help,
}

/// <param name="Videos">Full paths of files that exist.</param>
/// <param name="Json">Where the result goes as JSON; null: nowhere.</param>
/// <param name="Accounts">Everybody signs in; otherwise whoever sits at this machine is the owner.</param>
/// <param name="Email">Of the account that becomes a system administrator.</param>
/// <param name="Since">From when on the provider's events are looked at; null: all that it keeps.</param>
/// <param name="Repair">What is missing is entered; else it is only said.</param>
/// <param name="Archive">Full path of the backup or export to write (null: a name with the time), or to restore or import, which exists.</param>
/// <param name="Cosmos">Of the account that an export is imported into.</param>
/// <param name="Database">In that account.</param>
/// <param name="Blobs">The storage account that its blobs go to; null: they stay where they are.</param>
/// <param name="Search">The search service that its vectors go to; null: they stay where they are.</param>
internal sealed record CommandLine(CommandKind Kind, IReadOnlyList<string> Videos, bool Exit, string? Json, string Data, int Port, string? Archive = null, bool Accounts = false, string? Email = null,
    DateTimeOffset? Since = null, bool Repair = false, Uri? Cosmos = null, string Database = "shortloop", Uri? Blobs = null, Uri? Search = null)
{
    public const int DefaultPort = 7071;

    private const string Help = """
        Shortloop: find what works, make it, publish it, measure it, learn from it.

        ./run [VIDEO...] [options]

        ./run backup [FILE] [--data DIR]
        ./run restore FILE [--data DIR]
        ./run admin EMAIL [--data DIR]
        ./run verify-audit [--data DIR]
        ./run reconcile [--since YYYY-MM-DD] [--repair] [--data DIR] [--port N]
        ./run export [DIR] [--data DIR]
        ./run import DIR --cosmos ENDPOINT [--database NAME] [--blobs ADDRESS] [--search ADDRESS]

        Starts everything on this machine, takes the videos through the whole loop and keeps serving until Ctrl-C.
        Without a VIDEO it makes a clip of its own the first time, and shows what came of it the next times.

          VIDEO        MP4, MOV, WebM, MKV or AVI, up to 500 MB each
          --exit       stop when the work is done; exit code 0 only if every station succeeded
          --json FILE  write the result as JSON (with one VIDEO an object, with more a list)
          --data DIR   where all state is kept            (default: .shortloop)
          --port N     the page and the API; N+1 to N+4 are used for the sandbox, storage, queue and mail
                       (default: 7071)
          --accounts   ask everybody to sign up and in; the mail of it is shown by the sandbox. Without it, whoever
                       sits at this machine is the owner. Serves only: no VIDEO
          --help       this text

        backup writes all state into one file (default: shortloop-backup-TIME.zip here), also while Shortloop runs; it holds the
        keys, so keep it to yourself. restore puts it back while Shortloop does not run; the folder that was there is kept.

        admin makes the account with that address an administrator of this installation, also while Shortloop runs. verify-audit checks the audit
        logs: exit code 0 only if nothing in them was changed or removed. It prints the hash that each ends with; keep those elsewhere to compare.

        reconcile holds the credits against what Stripe says was paid, while Shortloop runs (its sandbox plays Stripe). It only says what differs;
        with --repair it enters what is missing. Exit code 0 only if nothing is left that differs.

        export writes all documents, blobs and vectors into a folder (default: shortloop-export-TIME here), while Shortloop does not run. import puts them into an
        empty Cosmos DB (https://NAME.documents.azure.com:443/), a storage account (https://NAME.blob.core.windows.net) and a search service
        (https://NAME.search.windows.net) as whoever is signed in on this machine; interrupted, it goes on when it is repeated. docs/azure-move.md has the whole way.

        With OTEL_EXPORTER_OTLP_ENDPOINT set, traces and metrics go there (OTEL_EXPORTER_OTLP_PROTOCOL says how).

        Exit codes: 0 done, 1 a station failed or an audit log is broken, 2 wrong use, 3 can't start, 130 stopped.
        """;

    public static bool TryParse(string[] args, [NotNullWhen(true)] out CommandLine? command, [NotNullWhen(false)] out string? problem)
    {
        command = new CommandLine(CommandKind.Up, [], false, null, Path.GetFullPath(".shortloop"), DefaultPort);
        problem = null;
        for (int i = 0; i < args.Length && problem is null; i++)
        {
            string? value = i + 1 < args.Length ? args[i + 1] : null;
            switch (args[i])
            {
                case "--help" or "-h": command = command with { Kind = CommandKind.Help }; break;
                case "serve" when i == 0: command = command with { Kind = CommandKind.Serve }; break;
                case "backup" when i == 0: command = command with { Kind = CommandKind.Backup }; break;
                case "restore" when i == 0: command = command with { Kind = CommandKind.Restore }; break;
                case "admin" when i == 0: command = command with { Kind = CommandKind.Admin }; break;
                case "verify-audit" when i == 0: command = command with { Kind = CommandKind.VerifyAudit }; break;
                case "reconcile" when i == 0: command = command with { Kind = CommandKind.Reconcile }; break;
                case "export" when i == 0: command = command with { Kind = CommandKind.Export }; break;
                case "import" when i == 0: command = command with { Kind = CommandKind.Import }; break;
                case "--cosmos" when command.Kind == CommandKind.Import && Uri.TryCreate(value, UriKind.Absolute, out Uri? cosmos):
                    command = command with { Cosmos = cosmos };
                    i++;
                    break;
                case "--blobs" when command.Kind == CommandKind.Import && Uri.TryCreate(value, UriKind.Absolute, out Uri? blobs):
                    command = command with { Blobs = blobs };
                    i++;
                    break;
                case "--search" when command.Kind == CommandKind.Import && Uri.TryCreate(value, UriKind.Absolute, out Uri? search):
                    command = command with { Search = search };
                    i++;
                    break;
                case "--cosmos" or "--blobs" or "--search" when command.Kind == CommandKind.Import: problem = $"{args[i]} needs an address."; break;
                case "--database" when command.Kind == CommandKind.Import && value is not null: command = command with { Database = value }; i++; break;
                case "--repair" when command.Kind == CommandKind.Reconcile: command = command with { Repair = true }; break;
                case "--since" when command.Kind == CommandKind.Reconcile
                    && DateTimeOffset.TryParseExact(value, "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset since):
                    command = command with { Since = since };
                    i++;
                    break;
                case "--since" when command.Kind == CommandKind.Reconcile: problem = "--since needs a day such as 2026-11-01."; break;
                case "--accounts": command = command with { Accounts = true }; break;
                case "--exit": command = command with { Exit = true }; break;
                case "--json" or "--data" or "--port" when value is null: problem = $"{args[i]} needs a value."; break;
                case "--json": command = command with { Json = Path.GetFullPath(value!) }; i++; break;
                case "--data": command = command with { Data = Path.GetFullPath(value!) }; i++; break;
                case "--port" when int.TryParse(value, CultureInfo.InvariantCulture, out int port) && port is > 0 and <= 65_531:
                    command = command with { Port = port };
                    i++;
                    break;
                case "--port": problem = $"'{value}' is not a port. Choose a number from 1 to 65531."; break;
                case ['-', ..]: problem = $"There is no option {args[i]}."; break;
                default: problem = Take(args[i], ref command); break;
            }
        }

        if (command.Accounts && (command.Videos.Count > 0 || command.Exit || command.Json is not null))
            problem ??= "--accounts only serves. Leave out VIDEO, --exit and --json.";
        if (command is { Kind: CommandKind.Restore, Archive: null })
            problem ??= "restore needs the file to restore.";
        if (command is { Kind: CommandKind.Import, Archive: null } or { Kind: CommandKind.Import, Cosmos: null })
            problem ??= "import needs the folder of an export, and --cosmos with the account's address.";
        if (command is { Kind: CommandKind.Admin, Email: null })
            problem ??= "admin needs the e-mail address of the account.";
        return problem is null;
    }

    public static int PrintHelp()
    {
        Console.WriteLine(Help);
        return ExitCodes.Success;
    }

    /// <returns>What is wrong with a word that is no option; null: nothing.</returns>
    private static string? Take(string word, ref CommandLine command)
    {
        switch (command.Kind)
        {
            case CommandKind.Backup or CommandKind.Restore:
                return SetArchive(word, ref command);
            case CommandKind.Export or CommandKind.Import:
                return SetFolder(word, ref command);
            case CommandKind.Admin when command.Email is null:
                command = command with { Email = word };
                return null;
            case CommandKind.Admin or CommandKind.VerifyAudit or CommandKind.Reconcile:
                return $"{word} is one word too many.";
            default:
                return AddVideo(word, ref command);
        }
    }

    private static string? SetArchive(string path, ref CommandLine command)
    {
        string full = Path.GetFullPath(path);
        if (command.Archive is not null)
            return $"{path} is one file too many.";
        if (Directory.Exists(full))
            return $"{path} is a folder. Name a file in it.";
        if (command.Kind == CommandKind.Backup && File.Exists(full))
            return $"{path} exists already. Choose another name.";
        if (command.Kind == CommandKind.Restore && !File.Exists(full))
            return $"There is no file {path}.";
        command = command with { Archive = full };
        return null;
    }

    private static string? SetFolder(string path, ref CommandLine command)
    {
        string full = Path.GetFullPath(path);
        if (command.Archive is not null)
            return $"{path} is one folder too many.";
        if (command.Kind == CommandKind.Export && (File.Exists(full) || Directory.Exists(full)))
            return $"{path} exists already. Choose another name.";
        if (command.Kind == CommandKind.Import && !Directory.Exists(full))
            return $"There is no folder {path}.";
        command = command with { Archive = full };
        return null;
    }

    private static string? AddVideo(string path, ref CommandLine command)
    {
        string full = Path.GetFullPath(path);
        if (Directory.Exists(full))
            return $"{path} is a folder. Name the videos in it.";
        if (!File.Exists(full))
            return $"There is no file {path}.";
        command = command with { Videos = [.. command.Videos, full] };
        return null;
    }
}
