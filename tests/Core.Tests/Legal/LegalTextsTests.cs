using Shortloop.Core.Accounts.People;
using Shortloop.Core.Legal;
using Shortloop.Core.Operations;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Legal;

public sealed class LegalTextsTests : IDisposable
{
    private readonly Workbench _bench = new();

    private LegalTexts Texts => new(_bench.Store, new AuditLog(_bench.Store, _bench.Clock), _bench.Clock);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task Find_Shipped_IsThereInEveryLanguage()
    {
        foreach (string name in LegalTexts.Names)
            foreach (string language in PersonRules.Languages)
                Assert.StartsWith("# ", (await FindAsync(name, language)).Markdown, StringComparison.Ordinal);
        Assert.Equal("en", (await FindAsync("terms", "fr")).Language);
        Assert.Equal("not_found", (await Texts.FindAsync("imprint", "en", default)).Problem?.Code);
    }

    [Fact]
    public async Task Change_ThenFind_IsTheOperatorsInThatLanguageOnly()
    {
        LegalText changed = Must(await Texts.ChangeAsync(Workbench.Owner, "terms", "es", "2027-01", "# Nuestras", null, default));

        Assert.Equal(("2027-01", "# Nuestras"), ((await FindAsync("terms", "es")).Version, (await FindAsync("terms", "es")).Markdown));
        Assert.NotEqual("# Nuestras", (await FindAsync("terms", "en")).Markdown);
        Assert.Equal("changed_meanwhile", (await Texts.ChangeAsync(Workbench.Owner, "terms", "es", "2", "# x", "another", default)).Problem?.Code);
        Must(await Texts.ChangeAsync(Workbench.Owner, "terms", "es", "2", "# x", changed.ETag, default));
    }

    [Fact]
    public async Task Change_WithoutVersionOrText_IsRefused()
    {
        Assert.Equal("invalid_request", (await Texts.ChangeAsync(Workbench.Owner, "terms", "es", " ", "# x", null, default)).Problem?.Code);
        Assert.Equal("invalid_request", (await Texts.ChangeAsync(Workbench.Owner, "terms", "es", "1", "", null, default)).Problem?.Code);
        Assert.Equal("invalid_request", (await Texts.ChangeAsync(Workbench.Owner, "terms", "fr", "1", "# x", null, default)).Problem?.Code);
    }

    private async Task<LegalText> FindAsync(string name, string language) => Must(await Texts.FindAsync(name, language, default));

    private static T Must<T>(Outcome<T> outcome) => outcome.Succeeded(out T? value, out Problem? problem) ? value : throw new InvalidOperationException(problem.Code);
}
