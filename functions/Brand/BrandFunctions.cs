using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core;
using Shortloop.Core.Accounts;
using Shortloop.Core.Brand;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;
using Shortloop.Functions.Http;
using Shortloop.Functions.OpenApi;
using FromBodyAttribute = Microsoft.Azure.Functions.Worker.Http.FromBodyAttribute;

namespace Shortloop.Functions.Brand;

/// <param name="Format">Null: the bytes have not been completed yet.</param>
/// <param name="Url">To show it, good for an hour; null until it is complete.</param>
/// <param name="DownloadUrl">To save it under its name.</param>
public sealed record BrandFileView(string FileName, long SizeBytes, BrandFormat? Format, int? Width, int? Height, Uri? Url, Uri? DownloadUrl);

/// <param name="Colour">Of a colour.</param>
/// <param name="Tone">Of a tone.</param>
/// <param name="File">Of everything else.</param>
/// <param name="Licence">Of music: where it is from, and what allows its use.</param>
public sealed record BrandView(string Id, BrandType Type, string Name, string? Colour, string? Tone, BrandFileView? File, DateTimeOffset CreatedAt, string? Licence = null);

/// <param name="Upload">Of files: put the bytes there in blocks, then complete.</param>
public sealed record BrandAdded(BrandView Entry, UploadTicket? Upload);

public sealed record CompleteBrandBody(IReadOnlyList<string>? BlockIds);

/// <summary>Logos, images, watermarks, fonts, colours, tone of voice, music.</summary>
public sealed class BrandFunctions(BrandKit kit, IBlobStore blobs)
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromHours(1);

    private static readonly Dictionary<string, BrandType> Types = Enum.GetValues<BrandType>().ToDictionary(type => type.ToString().ToLowerInvariant());

    private static readonly Problem BadType = Problem.InvalidField("type", "A type is logo, image, watermark, font, colour, tone or music.");

    [Function("ListBrand")]
    [QueryParameter("after")]
    [QueryParameter("limit", typeof(int))]
    [QueryParameter("type", typeof(BrandType), Description = "Left out: all.")]
    [Access(Role.Viewer)]
    [ProducesResponseType<ListOf<BrandView>>(StatusCodes.Status200OK)]
    public async Task<IResult> ListAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "get", Route = "v1/brand")] HttpRequest request,
        FunctionContext context,
        CancellationToken cancellation)
    {
        BrandType? type = null;
        if (request.Query["type"] is [{ Length: > 0 } named, ..])
        {
            if (!Types.TryGetValue(named, out BrandType known))
                return Answers.Of(BadType);
            type = known;
        }

        return await PageQuery.AnswerAsync<BrandEntry, BrandView>(
            request,
            page => kit.ListAsync(context.Caller().OrgId, type, page.After, page.Limit, cancellation),
            async entries =>
            {
                var views = new List<BrandView>(entries.Count);
                foreach (BrandEntry entry in entries)
                    views.Add(await ViewAsync(entry, cancellation));
                return views;
            });
    }

    [Function("AddBrand")]
    [Access(Role.Editor)]
    [ProducesResponseType<BrandAdded>(StatusCodes.Status201Created)]
    public async Task<IResult> AddAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/brand")] HttpRequest request,
        [FromBody] NewBrandEntry body,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<BrandKit.Added>(
            await kit.AddAsync(context.Caller(), body, cancellation),
            async added => TypedResults.Json(
                new BrandAdded(await ViewAsync(added.Entry, cancellation), added.Upload), statusCode: StatusCodes.Status201Created));

    [Function("CompleteBrand")]
    [Access(Role.Editor)]
    [ProducesResponseType<BrandView>(StatusCodes.Status200OK)]
    public async Task<IResult> CompleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "post", Route = "v1/brand/{brandId}/complete")] HttpRequest request,
        string brandId,
        [FromBody] CompleteBrandBody body,
        FunctionContext context,
        CancellationToken cancellation) =>
        await Answers.OfAsync<BrandEntry>(
            await kit.CompleteAsync(context.Caller(), brandId, body.BlockIds, cancellation),
            async entry => TypedResults.Ok(await ViewAsync(entry, cancellation)));

    [Function("DeleteBrand")]
    [Access(Role.Editor)]
    [ProducesResponseType(StatusCodes.Status204NoContent)]
    public async Task<IResult> DeleteAsync(
        [HttpTrigger(AuthorizationLevel.Anonymous, "delete", Route = "v1/brand/{brandId}")] HttpRequest request,
        string brandId,
        FunctionContext context,
        CancellationToken cancellation) =>
        await kit.DeleteAsync(context.Caller(), brandId, cancellation) is { } problem ? Answers.Of(problem) : TypedResults.NoContent();

    private async Task<BrandView> ViewAsync(BrandEntry entry, CancellationToken cancellation) => new(
        entry.Id, entry.Type, entry.Name, entry.Colour, entry.Tone, entry.File is { } file ? await ViewAsync(entry, file, cancellation) : null, entry.CreatedAt, entry.Licence);

    private async Task<BrandFileView> ViewAsync(BrandEntry entry, BrandFile file, CancellationToken cancellation) => new(
        file.FileName, file.SizeBytes, file.Format, file.Width, file.Height,
        file.Format is null ? null : await blobs.CreateReadLinkAsync(entry.FilePath, LinkLife, null, cancellation),
        file.Format is null ? null : await blobs.CreateReadLinkAsync(entry.FilePath, LinkLife, file.FileName, cancellation));
}
