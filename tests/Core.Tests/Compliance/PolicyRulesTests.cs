using Shortloop.Core.Compliance;
using Shortloop.Core.Publishing;

namespace Shortloop.Core.Tests.Compliance;

public sealed class PolicyRulesTests
{
    [Theory]
    [InlineData("Three knots every climber needs #climbing", PolicyDecision.Allow)]
    [InlineData("This tea cures cancer", PolicyDecision.Block)]
    [InlineData("THIS TEA CURES CANCER", PolicyDecision.Block)]
    [InlineData("Этот чай лечит рак", PolicyDecision.Block)]
    [InlineData("Este té cura el cáncer", PolicyDecision.Block)]
    [InlineData("Guaranteed profit in a week", PolicyDecision.Block)]
    [InlineData("Гарантированный доход каждый день", PolicyDecision.Block)]
    [InlineData("Ganancias garantizadas", PolicyDecision.Block)]
    [InlineData("Lose 10 kg with this detox", PolicyDecision.Review)]
    [InlineData("Похудела на 10 кг", PolicyDecision.Review)]
    [InlineData("Pierde 10 kilos ya", PolicyDecision.Review)]
    [InlineData("My way to financial freedom", PolicyDecision.Review)]
    [InlineData("We secure the cancer ward's roof", PolicyDecision.Allow)]
    [InlineData("Cured salmon, step by step", PolicyDecision.Allow)]
    public void Check_Caption_Decides(string caption, PolicyDecision expected)
    {
        PolicyVerdict verdict = PolicyRules.BuiltIn.Check(new Dictionary<string, string> { ["caption"] = caption });
        Assert.Equal(expected, verdict.Decision);
        Assert.Equal(expected == PolicyDecision.Allow, verdict.Reasons.Count == 0);
    }

    [Fact]
    public void Check_SeveralPlaces_StrictestWinsAndEachIsNamed()
    {
        PolicyVerdict verdict = PolicyRules.BuiltIn.Check(new Dictionary<string, string>
        {
            ["caption"] = "A detox that works",
            ["overlay 2"] = "It cures diabetes",
        });
        Assert.Equal(PolicyDecision.Block, verdict.Decision);
        Assert.Contains(verdict.Reasons, r => r.Contains("caption", StringComparison.Ordinal));
        Assert.Contains(verdict.Reasons, r => r.Contains("overlay 2", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData(2200, PolicyDecision.Allow)]
    [InlineData(2201, PolicyDecision.Block)]
    public void Check_CaptionLength_IsLimited(int length, PolicyDecision expected) =>
        Assert.Equal(expected, PolicyRules.BuiltIn.Check(new Dictionary<string, string> { ["caption"] = new string('a', length) }).Decision);
}
