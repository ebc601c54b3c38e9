namespace Shortloop.Core.Ports;

/// <summary>What an access token says: who, by which session, in which organisation.</summary>
public sealed record AccessClaims(string UserId, string SessionId, string OrgId);

/// <summary>Short-lived signed tokens (JWT). They carry ids only; what the ids may do is looked up at each call.</summary>
public interface IAccessTokens
{
    string Issue(AccessClaims claims, DateTimeOffset expiresAt);

    /// <returns>Null: not ours, tampered with, or expired.</returns>
    AccessClaims? Read(string token);
}
