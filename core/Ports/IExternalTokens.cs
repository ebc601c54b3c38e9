namespace Shortloop.Core.Ports;

/// <param name="Kind">The authority's name, as people know it: <c>entra</c>.</param>
/// <param name="Issuer">Within which <paramref name="Subject"/> is unique and stable.</param>
/// <param name="Name">As the authority says; may be anything.</param>
public sealed record ExternalPerson(string Kind, string Issuer, string Subject, string? Name);

/// <summary>Access tokens of an authority that an operator trusts to say who its people are.</summary>
public interface IExternalTokens
{
    /// <returns>Null: not of this authority, not for us, tampered with, or expired.</returns>
    /// <exception cref="TransientException"><c>sign_in_unavailable</c>: the authority's keys can't be had.</exception>
    ValueTask<ExternalPerson?> ReadAsync(string token, CancellationToken cancellation);

    /// <summary>A token that an app got for itself, with no person behind it.</summary>
    /// <returns>The app's client id; null as above, and for a person's token.</returns>
    /// <exception cref="TransientException"><c>sign_in_unavailable</c>: the authority's keys can't be had.</exception>
    ValueTask<string?> ReadAppAsync(string token, CancellationToken cancellation);
}
