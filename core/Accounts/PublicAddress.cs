namespace Shortloop.Core.Accounts;

/// <summary>Where browsers reach us, from configuration: platforms and mails send people back here.</summary>
public sealed record PublicAddress(Uri Base);
