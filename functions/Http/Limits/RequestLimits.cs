using System.Globalization;
using Shortloop.Core.Operations;

namespace Shortloop.Functions.Http.Limits;

/// <summary>How much may be asked of us by whom. API keys have what their organisation's tier gives.</summary>
/// <param name="Session">Requests a minute by one signed-in session.</param>
/// <param name="Address">Requests a minute by all sessions of one network address together.</param>
/// <param name="Anonymous">Requests a minute by one network address without a sign-in, or with one that is no good.</param>
/// <param name="Chat">Messages a minute to the assistant by one person, who may have many sessions and keys.</param>
/// <param name="Key">Requests an hour by one API key, in place of the tier's.</param>
public sealed record RequestLimits(int Session = 600, int Address = 3000, int Anonymous = 600, int? Key = null, int Chat = 20)
{
    private static readonly TimeSpan Minute = TimeSpan.FromMinutes(1);

    public RateRule SessionRule => new("session", Session, Minute);

    public RateRule AddressRule => new("address", Address, Minute);

    public RateRule ChatRule => new("chat", Chat, Minute, Strict: true);

    public RateRule AnonymousRule => new("anonymous", Anonymous, Minute);

    /// <param name="ofTier">Null: none.</param>
    public RateRule? KeyRule(int? ofTier) => (Key ?? ofTier) is { } limit ? new("key", limit, TimeSpan.FromHours(1), Strict: true) : null;

    /// <summary>From configuration, such as <c>session=600 address=3000 anonymous=600 key=100</c>; what is left out keeps its default.</summary>
    /// <exception cref="FormatException">Says what is wrong with it.</exception>
    public static RequestLimits Parse(string? text)
    {
        var limits = new RequestLimits();
        foreach (string part in (text ?? "").Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            int number = 0;
            bool readable = part.Split('=') is [_, var value] && int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
            limits = (readable ? part.Split('=')[0] : null) switch
            {
                "session" => limits with { Session = number },
                "address" => limits with { Address = number },
                "anonymous" => limits with { Anonymous = number },
                "key" => limits with { Key = number },
                "chat" => limits with { Chat = number },
                _ => throw new FormatException($"'{part}' is not a limit. Write session=N, address=N, anonymous=N, chat=N (a minute) or key=N (an hour), with N from 1."),
            };
        }

        return limits;
    }
}
