namespace Shortloop.Sandbox.YouTube;

internal static class Scopes
{
    public const string ReadOnly = "https://www.googleapis.com/auth/youtube.readonly";
    public const string ForceSsl = "https://www.googleapis.com/auth/youtube.force-ssl";
    public const string All = "https://www.googleapis.com/auth/youtube";
    public const string Upload = "https://www.googleapis.com/auth/youtube.upload";

    public static readonly IReadOnlyList<string> Known = [ReadOnly, ForceSsl, All, Upload];

    public static bool MayRead(ChannelGrant grant) => grant.Has(ReadOnly) || grant.Has(ForceSsl) || grant.Has(All);
}
