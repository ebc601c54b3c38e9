using System.Globalization;
using System.Text.RegularExpressions;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Compliance;

/// <param name="Id">Short and stable; part of every reason.</param>
/// <param name="Decision">What a match leads to: review or block.</param>
/// <param name="Pattern">Regular expression without look-arounds and back references; case doesn't matter.</param>
/// <param name="Why">Ends the sentence that begins with the place of the text.</param>
public sealed record PolicyRule(string Id, PolicyDecision Decision, string Pattern, string Why);

/// <summary>A text and what the rules must say of it.</summary>
public sealed record PolicyCase(string Text, PolicyDecision Expected);

/// <summary>One version of the rules, ready to judge. The strictest rule that matches wins.</summary>
public sealed class PolicyRules(int version, IReadOnlyList<PolicyRule> rules)
{
    /// <summary>TikTok: 2,200 UTF-16 units; the others allow no less that matters here.</summary>
    private const int MaxCaption = 2200;

    /// <summary>
    /// For one rule over one text. Rules don't backtrack, so time grows with the text alone; this is for a machine that stands still, not for bad rules.
    /// </summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    /// <summary>What holds until an operator writes others.</summary>
    public static readonly PolicyRules BuiltIn = new(1,
    [
        new("medical-cure", PolicyDecision.Block, @"\b(cures?|heals?|prevents?)\s+(cancer|diabetes|covid|depression)\b|\b(лечит|вылечивает)\s+(рак|диабет|депрессию)|\bcura\s+(el\s+cáncer|la\s+diabetes|la\s+depresión)\b", "claims to cure or prevent a disease"),
        new("sure-profit", PolicyDecision.Block, @"\bguaranteed\s+(profit|returns?|income)\b|гарантированн\w+\s+(доход|прибыл)\w*|\bganancias?\s+garantizadas?\b", "promises a sure profit"),
        new("health-advice", PolicyDecision.Review, @"\b(lose\s+\d+\s*(kg|pounds|lbs)|detox|miracle\s+diet)\b|\b(похуде\w+\s+на\s+\d+|детокс)\b|\b(pierde\s+\d+\s*kilos|dieta\s+milagro)\b", "reads like health advice; a person should check it"),
        new("money-advice", PolicyDecision.Review, @"\b(buy\s+this\s+(stock|coin)|to\s+the\s+moon|financial\s+freedom)\b|\b(финансов\w+\s+свобод\w+)\b|\blibertad\s+financiera\b", "reads like financial advice; a person should check it"),
    ]);

    private readonly (PolicyRule Rule, Regex Pattern)[] _compiled = [.. rules.Select(rule => (rule, Compile(rule.Pattern)))];

    public int Version => version;

    public IReadOnlyList<PolicyRule> Rules => rules;

    /// <summary>
    /// Without backtracking: whatever the pattern, the time grows with the text only. That is also why look-arounds and back references can't be had.
    /// </summary>
    /// <exception cref="ArgumentException">No regular expression.</exception>
    /// <exception cref="NotSupportedException">It needs backtracking.</exception>
    public static Regex Compile(string pattern) =>
        new(pattern, RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking, Patience);

    /// <param name="texts">Where a text stands → the text: caption, every overlay.</param>
    public PolicyVerdict Check(IReadOnlyDictionary<string, string> texts)
    {
        var reasons = new List<string>();
        PolicyDecision decision = PolicyDecision.Allow;
        foreach ((string place, string text) in texts)
        {
            foreach ((PolicyRule rule, Regex pattern) in _compiled)
            {
                (PolicyDecision found, string? reason) = Apply(rule, pattern, place, text);
                decision = found > decision ? found : decision;
                if (reason is not null)
                    reasons.Add(reason);
            }
        }

        if (texts.TryGetValue("caption", out string? caption) && caption.Length > MaxCaption)
        {
            decision = PolicyDecision.Block;
            reasons.Add(string.Create(CultureInfo.InvariantCulture, $"caption-length: the caption has {caption.Length} characters; at most {MaxCaption} are allowed."));
        }

        return new PolicyVerdict(decision, version, reasons);
    }

    private static (PolicyDecision Decision, string? Reason) Apply(PolicyRule rule, Regex pattern, string place, string text)
    {
        try
        {
            return pattern.Match(text) is { Success: true } match
                ? (rule.Decision, $"{rule.Id}: {place} {rule.Why} (\u201c{match.Value}\u201d).")
                : (PolicyDecision.Allow, null);
        }
        catch (RegexMatchTimeoutException)
        {
            // What could not be judged is for a person.
            return (PolicyDecision.Review, $"{rule.Id}: {place} could not be judged in time; a person should check it.");
        }
    }
}
