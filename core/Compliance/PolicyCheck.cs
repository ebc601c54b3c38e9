using System.Globalization;
using System.Text.RegularExpressions;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Compliance;

/// <summary>What a version of the policy must be before it is kept, and before it judges.</summary>
internal static partial class PolicyCheck
{
    private const int MostRules = 200;
    private const int MostCases = 500;
    private const int LongestPattern = 1000;

    /// <summary>Repetitions are unrolled when a pattern is compiled; nested ones multiply.</summary>
    private const long MostRepetitions = 1000;

    internal static Problem? Find(string? comment, IReadOnlyList<PolicyRule>? rules, IReadOnlyList<PolicyCase>? cases)
    {
        if (comment?.Trim() is not { Length: > 0 and <= 200 })
            return Problem.InvalidField("comment", "Say in up to 200 characters what changes with this version.");
        if (rules is not { Count: > 0 and <= MostRules })
            return Problem.InvalidField("rules", $"A version has 1 to {MostRules} rules.");
        if (cases is not { Count: > 0 and <= MostCases } || cases.Any(c => c?.Text is not { Length: > 0 and <= 4000 }))
            return Problem.InvalidField("cases", $"A version has 1 to {MostCases} cases, each a text of up to 4,000 characters and the decision that is expected.");
        for (int i = 0; i < rules.Count; i++)
            if (Find(rules[i], rules.Take(i)) is { } wrong)
                return Problem.InvalidField(string.Create(CultureInfo.InvariantCulture, $"rules[{i}]"), wrong);
        return null;
    }

    /// <summary>Runs the cases.</summary>
    internal static Problem? FindFailed(PolicyVersion version)
    {
        var rules = new PolicyRules(version.Version, version.Rules);
        var failed = new Dictionary<string, string>();
        for (int i = 0; i < version.Cases.Count; i++)
        {
            PolicyCase wanted = version.Cases[i];
            PolicyDecision found = rules.Check(new Dictionary<string, string> { ["text"] = wanted.Text }).Decision;
            if (found != wanted.Expected)
                failed[string.Create(CultureInfo.InvariantCulture, $"cases[{i}]")] = $"expected {Word(wanted.Expected)}, the rules say {Word(found)}";
        }

        return failed.Count == 0
            ? null
            : new Problem(ProblemKind.Conflict, "policy_cases_failed", $"{failed.Count} of {version.Cases.Count} cases come out differently. Add a version that mends them.", failed);
    }

    private static string? Find(PolicyRule? rule, IEnumerable<PolicyRule> before)
    {
        if (rule?.Id is not { Length: <= 40 } id || !IdGrammar().IsMatch(id))
            return "A rule's id has up to 40 lower-case letters, digits and hyphens.";
        if (before.Any(other => other.Id == id))
            return $"There are two rules {id}.";
        if (rule.Decision is not (PolicyDecision.Review or PolicyDecision.Block))
            return "A rule leads to review or block.";
        if (rule.Why is not { Length: > 0 and <= 200 })
            return "A rule says why in up to 200 characters.";
        if (rule.Pattern is not { Length: > 0 and <= LongestPattern })
            return $"A pattern has 1 to {LongestPattern} characters.";
        return FindInPattern(rule.Pattern);
    }

    private static string? FindInPattern(string pattern)
    {
        long repetitions = 1;
        foreach (string count in Repetition().Matches(pattern).Select(match => match.Groups["count"].Value))
            if ((repetitions *= count.Length > 4 ? MostRepetitions + 1 : Math.Max(1, long.Parse(count, CultureInfo.InvariantCulture))) > MostRepetitions)
                return $"The pattern repeats too much: the counts in braces multiply to more than {MostRepetitions}.";
        try
        {
            return PolicyRules.Compile(pattern).IsMatch("") ? "The pattern matches the empty text, and so everything." : null;
        }
        catch (ArgumentException error)
        {
            return $"The pattern is no regular expression: {error.Message}";
        }
        catch (NotSupportedException)
        {
            return "The pattern has a look-around, a back reference or an atomic group. Write it without: such patterns can take forever.";
        }
    }

    private static string Word(PolicyDecision decision) => decision.ToString().ToLowerInvariant();

    [GeneratedRegex(@"\A[a-z0-9]+(-[a-z0-9]+)*\z")]
    private static partial Regex IdGrammar();

    [GeneratedRegex(@"\{(\d+,)?(?<count>\d+),?\}")]
    private static partial Regex Repetition();
}
