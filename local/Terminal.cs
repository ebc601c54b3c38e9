using Spectre.Console;

namespace Shortloop.Local;

/// <summary>What commands show while they work.</summary>
internal static class Terminal
{
    public static void UsePlainTextWhenRedirected()
    {
        if (!Console.IsOutputRedirected)
            return;
        AnsiConsole.Profile.Capabilities.Ansi = false;
        AnsiConsole.Profile.Capabilities.ColorSystem = ColorSystem.NoColors;
        AnsiConsole.Profile.Width = 160;
    }

    public static Task WithBarsAsync(Func<ProgressContext, Task> work) => AnsiConsole.Progress()
        .Columns(new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(), new PercentageColumn(), new ElapsedTimeColumn())
        .StartAsync(work);
}
