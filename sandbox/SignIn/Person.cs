using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Sandbox.SignIn;

/// <summary>Somebody who has an account at Google, GitHub and Discord.</summary>
/// <param name="Key">Chosen on the consent page; the subject at each provider comes from it and never changes.</param>
/// <param name="HostedDomain">Set for an account of an organisation that Google hosts.</param>
public sealed record Person(string Key, string Login, string Name, string? Email, bool EmailVerified, string? HostedDomain = null)
{
    public static readonly IReadOnlyList<Person> All =
    [
        new("mara", "mara-climbs", "Mara Lind", "mara@studio.example", EmailVerified: true, HostedDomain: "studio.example"),
        new("noor", "quiet-kitchen", "Noor Haas", "noor@home.example", EmailVerified: true),
        new("kai", "kai-unproved", "Kai Brandt", "kai@unproved.example", EmailVerified: false),
        new("tess", "tess-by-phone", "Tess Okoye", Email: null, EmailVerified: false),
    ];

    /// <summary>Somebody new, known by the e-mail address they type.</summary>
    public static Person WithEmail(string email, bool verified)
    {
        var login = email.Split('@')[0];
        return new(email.ToLowerInvariant(), login, login, email, verified);
    }

    /// <summary>The stable id at a provider: Google's has 21 digits, Discord's 18, GitHub's fits an int.</summary>
    public string Subject(string provider)
    {
        var hash = BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{provider}/{Key}")));
        return provider switch
        {
            "github" => ((hash % 200_000_000) + 1).ToString(CultureInfo.InvariantCulture),
            "discord" => ((hash % 900_000_000_000_000_000) + 100_000_000_000_000_000).ToString(CultureInfo.InvariantCulture),
            _ => "1" + hash.ToString("D20", CultureInfo.InvariantCulture),
        };
    }
}
