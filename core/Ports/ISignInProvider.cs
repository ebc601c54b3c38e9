namespace Shortloop.Core.Ports;

/// <summary>One attempt to sign in; kept by the caller until the person comes back.</summary>
/// <param name="State">Echoed by the provider; ties the answer to the browser that asked.</param>
/// <param name="CodeVerifier">PKCE secret: 43–128 unreserved characters (RFC 7636).</param>
/// <param name="Nonce">Comes back inside the ID token of a provider that issues one; the others ignore it.</param>
/// <param name="RedirectUri">As registered with the provider.</param>
public sealed record SignInRequest(string State, string CodeVerifier, string Nonce, Uri RedirectUri);

/// <param name="Subject">The provider's stable id of the person; the only thing to find a login by.</param>
/// <param name="Email">Null when the person has none there or did not share it.</param>
/// <param name="EmailVerified">The provider vouches that the person owns this address today. False says nothing either way.</param>
public sealed record SignInProfile(string Subject, string? Email, bool EmailVerified, string? Name, Uri? Avatar);

/// <summary>Someone else who can say who a person is. Keeps no tokens: they serve this one answer.</summary>
public interface ISignInProvider
{
    /// <summary>Lower-case name used in routes and documents: <c>google</c>, <c>github</c>, <c>discord</c>.</summary>
    string Name { get; }

    /// <summary>Where to send the browser. A person who denies comes back with <c>error=access_denied</c> instead of a code.</summary>
    Uri CreateAuthorizeUrl(SignInRequest request);

    /// <summary>Turns the code into a profile. A code works once: after any error the person has to start again.</summary>
    /// <exception cref="PermanentException">
    /// <c>sign_in_refused</c>: the code is wrong, used or too old, or not this attempt's. <c>sign_in_untrusted</c>: the answer doesn't prove who the
    /// person is. <c>sign_in_misconfigured</c>: the provider doesn't know this installation (id, secret or redirect address); an operator has to act.
    /// </exception>
    /// <exception cref="TransientException"><c>sign_in_throttled</c> (with the provider's delay) or <c>sign_in_unavailable</c> (5xx, timeout, cut).</exception>
    Task<SignInProfile> FinishAsync(string code, SignInRequest request, CancellationToken cancellation);
}
