using Shortloop.Core.Publishing;

namespace Shortloop.Core.Compliance;

/// <summary>
/// Decides whether a post may go out by itself; a block can't be approved away. The rules are data: the version that is active now judges, and its
/// number is kept with every verdict.
/// </summary>
public sealed class PolicyEngine(PolicyVersions versions)
{
    /// <param name="texts">Where a text stands → the text: caption, every overlay.</param>
    public async Task<PolicyVerdict> CheckAsync(IReadOnlyDictionary<string, string> texts, CancellationToken cancellation) =>
        (await versions.RulesAsync(cancellation)).Check(texts);
}
