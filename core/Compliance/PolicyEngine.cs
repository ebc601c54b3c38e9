using System.Globalization;
using System.Text.RegularExpressions;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Compliance;

public sealed record PolicyRule(string Id, PolicyDecision Decision, Regex Pattern, string Why);

/// <summary>
/// Decides whether a post may go out by itself. The strictest rule that matches wins; a block can't be approved away.
/// Rules are data with a version that is kept with every verdict.
/// </summary>
public static partial class PolicyEngine
{
    public const int RulesVersion = 1;

    /// <summary>TikTok: 2,200 UTF-16 units; the others allow no less that matters here.</summary>
    private const int MaxCaption = 2200;

    public static readonly IReadOnlyList<PolicyRule> Rules =
    [
        new("medical-cure", PolicyDecision.Block, MedicalCure(), "claims to cure or prevent a disease"),
        new("sure-profit", PolicyDecision.Block, SureProfit(), "promises a sure profit"),
        new("health-advice", PolicyDecision.Review, HealthAdvice(), "reads like health advice; a person should check it"),
        new("money-advice", PolicyDecision.Review, MoneyAdvice(), "reads like financial advice; a person should check it"),
    ];

    /// <param name="texts">Where a text stands → the text: caption, every overlay.</param>
    public static PolicyVerdict Check(IReadOnlyDictionary<string, string> texts)
    {
        var reasons = new List<string>();
        PolicyDecision decision = PolicyDecision.Allow;
        foreach ((string place, string text) in texts)
        {
            foreach (PolicyRule rule in Rules.Where(rule => rule.Pattern.IsMatch(text)))
            {
                decision = rule.Decision > decision ? rule.Decision : decision;
                reasons.Add($"{rule.Id}: {place} {rule.Why} (\u201c{rule.Pattern.Match(text).Value}\u201d).");
            }
        }

        if (texts.TryGetValue("caption", out string? caption) && caption.Length > MaxCaption)
        {
            decision = PolicyDecision.Block;
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"caption-length: the caption has {caption.Length} characters; at most {MaxCaption} are allowed."));
        }

        return new PolicyVerdict(decision, RulesVersion, reasons);
    }

    [GeneratedRegex(@"\b(cures?|heals?|prevents?)\s+(cancer|diabetes|covid|depression)\b|\b(лечит|вылечивает)\s+(рак|диабет|депрессию)|\bcura\s+(el\s+cáncer|la\s+diabetes|la\s+depresión)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MedicalCure();

    [GeneratedRegex(@"\bguaranteed\s+(profit|returns?|income)\b|гарантированн\w+\s+(доход|прибыл)\w*|\bganancias?\s+garantizadas?\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex SureProfit();

    [GeneratedRegex(@"\b(lose\s+\d+\s*(kg|pounds|lbs)|detox|miracle\s+diet)\b|\b(похуде\w+\s+на\s+\d+|детокс)\b|\b(pierde\s+\d+\s*kilos|dieta\s+milagro)\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex HealthAdvice();

    [GeneratedRegex(@"\b(buy\s+this\s+(stock|coin)|to\s+the\s+moon|financial\s+freedom)\b|\b(финансов\w+\s+свобод\w+)\b|\blibertad\s+financiera\b", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant)]
    private static partial Regex MoneyAdvice();
}
