using System.Text;

namespace Shortloop.Core.Accounts.People;

/// <summary>E-mail addresses as keys: one spelling for each. Whether mail arrives there only a verification tells.</summary>
public static class EmailAddress
{
    /// <summary>RFC 5321: a path of 256 octets, less its brackets.</summary>
    private const int MaxLength = 254;

    private const int MaxLocalLength = 64;

    /// <returns>Trimmed, in lower case, Unicode form C; null if it can't be an address.</returns>
    public static string? Normalise(string? text)
    {
        if (text is null || text.Length > MaxLength * 2 || !IsWellFormed(text))
            return null;
        string address = text.Trim().Normalize(NormalizationForm.FormC).ToLowerInvariant();
        int at = address.LastIndexOf('@');
        return address.Length <= MaxLength && at is > 0 and <= MaxLocalLength && IsDomain(address[(at + 1)..]) && !address.Any(IsForbidden)
            ? address
            : null;
    }

    private static bool IsDomain(string domain) =>
        domain.Contains('.', StringComparison.Ordinal) && domain.Split('.').All(label => label.Length is > 0 and <= 63 && label[0] != '-' && label[^1] != '-')
        && domain.All(c => char.IsLetterOrDigit(c) || c is '.' or '-');

    // Quoted local parts are legal and used by nobody but attackers of mail headers.
    private static bool IsForbidden(char c) => char.IsControl(c) || char.IsWhiteSpace(c) || c is '"' or '<' or '>' or ',' or ';' or '\\' or '(' or ')';

    // A lone surrogate can't be normalised.
    private static bool IsWellFormed(string text)
    {
        for (int i = 0; i < text.Length; i++)
        {
            if (char.IsHighSurrogate(text[i]) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
                i++;
            else if (char.IsSurrogate(text[i]))
                return false;
        }

        return true;
    }
}
