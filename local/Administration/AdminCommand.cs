using Shortloop.Core;
using Shortloop.Core.Accounts.People;
using Shortloop.Core.Administration;
using Shortloop.Core.Operations;

namespace Shortloop.Local.Administration;

/// <summary>Makes an account an administrator of this installation.</summary>
internal static class AdminCommand
{
    public static Task<int> RunAsync(CommandLine command, CancellationToken stop) => StoredState.WithAsync(command.Data, async store =>
    {
        var appoint = new AppointAdmin(store, new FindUsers(store), new AuditLog(store, TimeProvider.System));
        Outcome<(User User, bool Changed)> outcome = await appoint.ExecuteAsync(command.Email, stop);
        if (!outcome.Succeeded(out var done, out Problem? problem))
            throw new StartException($"{problem.Message} Nothing was changed in {command.Data}.");
        Console.WriteLine(done.Changed
            ? $"{done.User.Email} ({done.User.Id}) is an administrator of this installation from their next call on."
            : $"{done.User.Email} ({done.User.Id}) is an administrator of this installation already. Nothing was changed.");
        return ExitCodes.Success;
    });
}
