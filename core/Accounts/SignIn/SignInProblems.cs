namespace Shortloop.Core.Accounts.SignIn;

internal static class SignInProblems
{
    /// <summary>The same for an address without an account, a wrong password and a closed account.</summary>
    internal static readonly Problem WrongPassword = new(
        ProblemKind.Unauthorized, "credentials_wrong", "E-mail or password is wrong. Try again, or reset your password.");

    internal static Problem Wait(TimeSpan time) => new(
        ProblemKind.TooMany, "too_many_tries", "Too many tries. Wait a moment and try again, or reset your password.")
    { RetryAfter = time };
}
