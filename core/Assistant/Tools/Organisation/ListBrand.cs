using Shortloop.Core.Accounts;
using Shortloop.Core.Brand;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Assistant.Tools.Organisation;

public sealed record BrandItem(string Id, BrandType Type, string Name, string? Colour, string? Tone, string? FileName);

public sealed class ListBrand(BrandKit brand) : AssistantTool<NoInput>
{
    public override string Name => "list_brand";

    public override string Title => "Look at the brand kit";

    public override string Description => "The brand kit: logos, images, watermarks, fonts, colours, and the tone in which the brand speaks.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, NoInput input, CancellationToken cancellation)
    {
        Page<BrandEntry> page = await brand.ListAsync(caller.OrgId, null, null, Limits.Most, cancellation);
        BrandItem[] items = [.. page.Items.Select(e => new BrandItem(e.Id, e.Type, e.Name, e.Colour, e.Tone, e.File?.FileName))];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of("brand", "Brand kit", items, item => new CardRow(item.Name, item.Colour ?? item.Tone ?? item.FileName, Say.Word(item.Type), "/brand"), "The brand kit is empty."));
    }
}
