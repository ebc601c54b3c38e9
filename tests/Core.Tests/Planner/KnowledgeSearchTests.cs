using System.Text;
using Shortloop.Core.Planner.Knowledge;
using Shortloop.Core.Ports;
using Shortloop.Core.Tests.Accounts;

namespace Shortloop.Core.Tests.Planner;

/// <summary>
/// Thirty passages of a bakery, much alike as product sheets are, and questions that hang on one rare word. The embedder is the one that comes with the product.
/// </summary>
public sealed class KnowledgeSearchTests : IDisposable
{
    private static readonly string[] Sheets =
    [
        "4711 Hansa: seeded rye, the one that sailors took along", "4712 Ahoi: spelt with carrots, sliced", "1174 Lotse: wheat with a dark crust",
        "4717 Zirbel: walnuts and honey, made for hikers", "7411 Kajüte: rye and buttermilk", "4171 Bake: plait with raisins", "2024 Prahl: potato bread",
        "3306 Deich: whole rye, two kilograms", "3307 Priel: wheat rolls, six in a bag", "3308 Watt: rolls with seaweed", "3360 Hallig: crispbread with caraway",
        "5120 Boje: round wheat loaf", "5121 Kogge: long wheat loaf", "5122 Ewer: oats and apple", "5210 Smutje: onion bread", "5211 Anker: beer bread",
        "6001 Lachs: dill and mustard, for fish", "6002 Krabbe: small toast bread", "6010 Dorsch: without salt", "6100 Möwe: milk rolls",
        "6101 Robbe: chocolate rolls", "6110 Otter: flat bread with oil", "6200 Fähre: sandwich bread", "6210 Schute: bread for the grill",
    ];

    private static readonly string[] Papers =
    [
        "How we speak: as one does over the counter, in short sentences. We do not shout, and we do not say that bread is good for anybody's health.",
        "What people ask in the shop: how long a loaf keeps, what it costs and what it is made of. The answers are on its sheet, and nowhere else.",
        "Videos of hands in the dough were watched to the end most often. What did badly was whatever began with a logo.",
        "We do not bake on Mondays. On the day before a holiday we bake all night, and the shop is open until two.",
        "The code BROT24 takes two euros off the first order, and it does so once for each customer.",
        "Flour comes from the mill at Ahrenshoop. It is milled on the day before we bake, which is what makes the crust.",
    ];

    private readonly PlanningDesk _desk = new();

    /// <summary>That the vectors alone get these wrong is asserted, too: otherwise the test would show nothing.</summary>
    [Theory]
    [InlineData("Hansa")]
    [InlineData("Zirbel")]
    [InlineData("Dorsch?")]
    [InlineData("\"Priel\"")]
    [InlineData("4171")]
    [InlineData("6001, caught")]
    public async Task SearchAsync_RareWord_IsFirstWhereVectorsAloneMissIt(string question)
    {
        await FillAsync();
        string word = question.Trim('"', '?').Split(',')[0];
        Assert.Contains(word, await FirstAsync(question), StringComparison.Ordinal);
        Assert.DoesNotContain(word, await NearestAsync(question), StringComparison.Ordinal);
    }

    [Fact]
    public async Task SearchAsync_QuestionsAboutOneThing_FindItMoreOftenThanVectorsAlone()
    {
        await FillAsync();
        var (asked, first, nearest) = (0, 0, 0);
        foreach (string sheet in Sheets)
        {
            var (number, name) = (sheet[..4], sheet[5..sheet.IndexOf(':', StringComparison.Ordinal)]);
            foreach (string question in (string[])[$"What does SKU {number} cost, and how long does it keep?", $"On which day is {number} baked?", $"How long does the {name} keep?"])
            {
                asked++;
                first += (await FirstAsync(question)).Contains(sheet, StringComparison.Ordinal) ? 1 : 0;
                nearest += (await NearestAsync(question)).Contains(sheet, StringComparison.Ordinal) ? 1 : 0;
            }
        }

        // Of 72: 61 or 62, and 6. Some hang on the order of equals, which is that of the ids.
        Assert.InRange(first, 50, asked);
        Assert.InRange(nearest, 0, 12);
    }

    public void Dispose() => _desk.Dispose();

    private async Task<string> FirstAsync(string question) => (await _desk.Knowledge.SearchAsync(PlanningDesk.Owner.OrgId, null, question, 1, default))[0].Chunk.Text;

    private async Task<string> NearestAsync(string question)
    {
        float[] vector = (await _desk.Embedder.EmbedAsync([question], default))[0];
        VectorHit hit = (await _desk.Vectors.SearchAsync(PlanningDesk.Owner.OrgId, KnowledgeBase.IndexKind, _desk.Embedder.Model, vector, 1, default))[0];
        return (await _desk.Store.ReadAsync<KnowledgeChunk>(Containers.Knowledge, PlanningDesk.Owner.OrgId, hit.Id, default))!.Text;
    }

    private static string Sheet(int number, string text) =>
        $"SKU {text}. What does it cost? {3 + (number % 5)} euros, and for shops a fifth less. How long does it keep? {2 + (number % 4)} days in a cloth; "
        + $"do not put it in the fridge. On which day is it baked? On {(number % 2 == 0 ? "Tuesday and Friday" : "Wednesday and Saturday")}. What do we say about it, and who is it for? "
        + "That it is made by hand, and that it is for all who like bread.";

    private async Task FillAsync()
    {
        foreach (string passage in Papers.Concat(Sheets.Select((text, number) => Sheet(number, text))))
            Doorstep.Must(await _desk.Knowledge.AddAsync(PlanningDesk.Owner, "bakery.txt", KnowledgeKind.Brand, null, Encoding.UTF8.GetBytes(passage), default));
    }
}
