namespace Shortloop.Core.Accounts.SignIn;

internal static class SignInProblems
{
    /// <summary>The same for an address without an account, a wrong password and a closed account.</summary>
    internal static readonly Problem WrongPassword = new(
        ProblemKind.Unauthorized, "credentials_wrong", "E-mail or password is wrong. Try again, or reset your password.");

    /// <summary>Keys and foreign tokens come from programs; how a person signs in is theirs to change.</summary>
    internal static readonly Problem NeedsSession = new(
        ProblemKind.Forbidden, "session_needed", "Only somebody who has signed in here can change this. Sign in, and do it under your account.");

    internal static readonly Problem NoAccount = new(
        ProblemKind.Conflict, "no_account", "There is no account to change: whoever sits at this machine is the owner. Start Shortloop with accounts.");

    /// <summary>Said of every address alike.</summary>
    internal static readonly Problem RegistrationClosed = new(
        ProblemKind.Forbidden, "registration_closed", "No new accounts are opened here just now. Who has one signs in as always.");

    internal static Problem Wait(TimeSpan time) => new(
        ProblemKind.TooMany, "too_many_tries", "Too many tries. Wait a moment and try again, or reset your password.")
    { RetryAfter = time };
}
