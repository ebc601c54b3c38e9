using Shortloop.Core.Brand;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Planner.Produce;

/// <summary>
/// What of the brand kit a film of cards is made of: the project's colours and logo, and the organisation's pictures and music, which take turns from
/// item to item. What has been deleted meanwhile is left out.
/// </summary>
public sealed class CardBrand(IDocumentStore store, IBlobStore blobs)
{
    /// <summary>A film holds them all in memory.</summary>
    private const int MostPictures = 4;

    /// <summary>On each side; what is smaller would fill the frame with blur.</summary>
    private const int LeastPixels = 480;

    private static readonly string[] Plain = ["#1f2430", "#c23f1a"];

    /// <param name="turn">Which pictures and which music begin.</param>
    public async Task<CardOrder> OrderAsync(Project project, IReadOnlyList<double> shots, int turn, CancellationToken cancellation)
    {
        CardFile? logo = shots.Count > 1 && project.Brand.LogoId is { } logoId
            && await store.ReadAsync<BrandEntry>(Containers.Brand, project.OrgId, logoId, cancellation) is { } chosen
            ? await FileAsync(chosen, cancellation)
            : null;
        // The last card is the logo's.
        int free = shots.Count - (logo is null ? 0 : 1);
        List<CardFile> pictures = await FilesAsync(project.OrgId, BrandType.Image, turn, Math.Min(free, MostPictures), cancellation);
        List<CardFile> music = await FilesAsync(project.OrgId, BrandType.Music, turn, 1, cancellation);
        var cards = shots.Select((seconds, index) => new Card(
            seconds, index < free ? PictureOf(index, free, pictures.Count) : null, logo is not null && index == shots.Count - 1));
        return new CardOrder(await ColoursAsync(project, cancellation), [.. cards], pictures, logo, music.FirstOrDefault());
    }

    /// <summary>Each picture is shown once, as evenly spread as they go, beginning with the first card; the cards between are coloured.</summary>
    public static int? PictureOf(int card, int cards, int pictures)
    {
        int picture = ((card * pictures) + cards - 1) / cards;
        return picture < pictures && picture * cards / pictures == card ? picture : null;
    }

    private async Task<List<CardFile>> FilesAsync(string orgId, BrandType type, int turn, int most, CancellationToken cancellation)
    {
        var query = new DocumentQuery(
            orgId, [new Condition("type", Comparison.Equal, type.ToString().ToLowerInvariant())], OrderBy: "createdAt", Limit: BrandRules.MaxOfType);
        BrandEntry[] usable = [.. (await store.QueryAsync<BrandEntry>(Containers.Brand, query, cancellation)).Items.Where(IsUsable)];
        var files = new List<CardFile>();
        for (int i = 0; i < usable.Length && files.Count < most; i++)
            if (await FileAsync(usable[(i + turn) % usable.Length], cancellation) is { } file)
                files.Add(file);
        return files;
    }

    private static bool IsUsable(BrandEntry entry) => entry is { IsReady: true, File: { } file }
        && (entry.Type != BrandType.Image || file is { Width: >= LeastPixels, Height: >= LeastPixels });

    private async Task<CardFile?> FileAsync(BrandEntry entry, CancellationToken cancellation)
    {
        if (entry.File is not { Format: { } format, SizeBytes: <= BrandRules.MaxFileBytes }
            || await blobs.OpenReadAsync(entry.FilePath, 0, cancellation) is not { } content)
            return null;
        await using (content)
        {
            using var whole = new MemoryStream();
            await content.CopyToAsync(whole, cancellation);
            return new CardFile(entry.Name, format, whole.ToArray());
        }
    }

    private async Task<IReadOnlyList<string>> ColoursAsync(Project project, CancellationToken cancellation)
    {
        var colours = new List<string>();
        foreach (string id in project.Brand.ColourIds ?? [])
            if (await store.ReadAsync<BrandEntry>(Containers.Brand, project.OrgId, id, cancellation) is { Colour: { } colour })
                colours.Add(colour[..7]);
        return colours.Count switch
        {
            0 => Plain,
            1 => [colours[0], Plain[0]],
            _ => colours,
        };
    }
}
