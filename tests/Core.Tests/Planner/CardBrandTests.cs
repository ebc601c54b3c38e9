using Shortloop.Core.Brand;
using Shortloop.Core.Planner.Produce;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Tests.Accounts;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Planner;

public sealed class CardBrandTests : IDisposable
{
    private readonly PlanningDesk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData(5, 0, "-----")]
    [InlineData(5, 1, "0----")]
    [InlineData(5, 2, "0-1--")]
    [InlineData(4, 3, "012-")]
    [InlineData(3, 3, "012")]
    [InlineData(1, 1, "0")]
    public void PictureOf_SomePictures_ShowsEachOnceInOrder(int cards, int pictures, string shown) => Assert.Equal(
        shown, string.Concat(Enumerable.Range(0, cards).Select(card => CardBrand.PictureOf(card, cards, pictures)?.ToString() ?? "-")));

    [Fact]
    public async Task OrderAsync_AKit_GivesItsPicturesLogoColoursAndMusicInTurn()
    {
        await AddAsync("brd_1", BrandType.Image, BrandFormat.Png, 1000);
        await AddAsync("brd_2", BrandType.Image, BrandFormat.Jpeg, 1000);
        await AddAsync("brd_3", BrandType.Image, BrandFormat.Png, 100);
        await AddAsync("brd_4", BrandType.Logo, BrandFormat.Png, 100);
        await AddAsync("brd_5", BrandType.Music, BrandFormat.Mp3, null);
        await AddAsync("brd_6", BrandType.Image, null, null);
        Project project = await _desk.ProjectAsync();
        project = project with { Brand = project.Brand with { LogoId = "brd_4" } };
        var brand = new CardBrand(_desk.Store, _desk.Blobs);

        CardOrder order = await brand.OrderAsync(project, [2, 3, 4], 0, default);
        CardOrder next = await brand.OrderAsync(project, [2, 3, 4], 1, default);

        Assert.Equal([new Card(2, 0), new Card(3, 1), new Card(4, null, true)], order.Cards);
        Assert.Equal(["brd_1", "brd_2"], order.Pictures.Select(picture => picture.Name));
        Assert.Equal(["brd_2", "brd_1"], next.Pictures.Select(picture => picture.Name));
        Assert.Equal(("brd_4", "brd_5", 2), (order.Logo?.Name, order.Music?.Name, order.Colours.Count));
        Assert.Equal([7], order.Music!.Content);
    }

    [Fact]
    public async Task OrderAsync_AnEmptyKitOrAnothersKit_IsColouredAndSilent()
    {
        await AddAsync("brd_1", BrandType.Image, BrandFormat.Png, 1000, "org_other");

        CardOrder order = await new CardBrand(_desk.Store, _desk.Blobs).OrderAsync(await _desk.ProjectAsync(), [2, 3], 0, default);

        Assert.Equal([new Card(2), new Card(3)], order.Cards);
        Assert.Equal((0, null, null), (order.Pictures.Count, order.Logo, order.Music));
    }

    private async Task AddAsync(string id, BrandType type, BrandFormat? format, int? pixels, string? orgId = null)
    {
        orgId ??= PlanningDesk.Owner.OrgId;
        var entry = new BrandEntry
        {
            Id = id,
            Partition = orgId,
            OrgId = orgId,
            CreatedBy = PlanningDesk.Owner.UserId,
            CreatedAt = _desk.Bench.Clock.GetUtcNow().AddMinutes(id[^1]),
            Type = type,
            Name = id,
            File = new BrandFile("file", 1, format, pixels, pixels),
        };
        await _desk.Store.CreateAsync(Containers.Brand, entry, default);
        _desk.Blobs[entry.FilePath] = [7];
    }
}
