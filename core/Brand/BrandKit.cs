using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Brand;

/// <summary>What somebody wants to add. Of colour, tone and file, the one that belongs to the type.</summary>
/// <param name="Colour">#rgb, #rrggbb or #rrggbbaa.</param>
/// <param name="Tone">How the brand speaks, in its own words.</param>
/// <param name="FileName">As the person's machine calls the file; shown, never trusted.</param>
/// <param name="SizeBytes">Of the file.</param>
/// <param name="Licence">Of music: where it is from, and what allows its use in shorts.</param>
public sealed record NewBrandEntry(
    BrandType Type, string? Name, string? Colour = null, string? Tone = null, string? FileName = null, long? SizeBytes = null,
    string? Licence = null);

/// <summary>
/// An organisation's logos, pictures, fonts, colours, music and tone. Files come as videos do: straight into storage by a link, and are looked at when they
/// are complete. What was looked at is copied to where no link can write, so that nobody puts something else in its place afterwards.
/// </summary>
public sealed class BrandKit(IDocumentStore store, IBlobStore blobs, EventLog events, TimeProvider clock)
{
    private static readonly TimeSpan LinkLife = TimeSpan.FromMinutes(15);

    private static readonly Problem TooLarge = new(
        ProblemKind.TooLarge, "file_too_large", $"A file of the brand kit has at most {BrandRules.MaxFileBytes / (1024 * 1024)} MB. Make it smaller and try again.");

    /// <param name="Upload">Of files: where their bytes go.</param>
    public sealed record Added(BrandEntry Entry, UploadTicket? Upload);

    /// <param name="type">Null: all.</param>
    public Task<Page<BrandEntry>> ListAsync(string orgId, BrandType? type, string? after, int limit, CancellationToken cancellation) =>
        store.QueryAsync<BrandEntry>(
            Containers.Brand,
            new DocumentQuery(orgId, type is { } one ? [OfType(one)] : null, OrderBy: "createdAt", Descending: true, Limit: limit, Continuation: after),
            cancellation);

    public async Task<Outcome<Added>> AddAsync(Principal caller, NewBrandEntry wanted, CancellationToken cancellation)
    {
        if (!Enum.IsDefined(wanted.Type))
            return Problem.InvalidField("type", "A type is logo, image, watermark, font, colour, tone or music.");
        if (BrandRules.CheckName(wanted.Name) is { } badName)
            return badName;
        Outcome<BrandEntry> read = Read(caller, wanted);
        if (!read.Succeeded(out BrandEntry? entry, out Problem? problem))
            return problem;
        if (await store.CountAsync(Containers.Brand, caller.OrgId, [OfType(wanted.Type)], cancellation) >= BrandRules.MaxOfType)
            return new Problem(ProblemKind.Conflict, "brand_kit_full", $"There are {BrandRules.MaxOfType} of this type already. Delete one first.");

        entry = (await store.CreateAsync(Containers.Brand, entry, cancellation)).Document!;
        await TellAsync(entry, cancellation);
        if (entry.File is null)
            return new Added(entry, null);
        Uri link = await blobs.CreateWriteLinkAsync(entry.UploadPath, LinkLife, cancellation);
        return new Added(entry, new UploadTicket(link, clock.GetUtcNow() + LinkLife, UploadLimits.Default.BlockBytes));
    }

    /// <summary>The bytes are there: takes them in, or throws them and the entry away. Safe to repeat.</summary>
    public async Task<Outcome<BrandEntry>> CompleteAsync(
        Principal caller, string entryId, IReadOnlyList<string>? blockIds, CancellationToken cancellation)
    {
        BrandEntry? entry = await store.ReadAsync<BrandEntry>(Containers.Brand, caller.OrgId, entryId, cancellation);
        if (entry is null)
            return Problem.Missing("entry of the brand kit");
        if (entry.IsReady)
            return entry;
        if (blockIds is null or { Count: 0 or > 100 } || !blockIds.All(CompleteUpload.IsBlockId))
            return Problem.InvalidField("blockIds", "List the ids of all blocks of the file in order: Base64, 1 to 100 of them.");
        BlobFacts? facts = await blobs.CommitBlocksAsync(entry.UploadPath, blockIds, "application/octet-stream", cancellation)
            ?? await blobs.GetFactsAsync(entry.UploadPath, cancellation);
        if (facts is null)
            return new Problem(ProblemKind.Conflict, "blocks_missing", "Not all blocks have arrived. Send them, and complete again.");
        if (await ReadAsync(entry, cancellation) is not { } bytes)
            return await RefuseAsync(entry, TooLarge, cancellation);
        SniffedFile? found = BrandFileSniffer.Sniff(bytes);
        return BrandRules.CheckFile(entry.Type, found) is { } problem
            ? await RefuseAsync(entry, problem, cancellation)
            : await TakeAsync(entry, found!, bytes, cancellation);
    }

    /// <returns>Null: it is gone.</returns>
    public async Task<Problem?> DeleteAsync(Principal caller, string entryId, CancellationToken cancellation)
    {
        if (await store.ReadAsync<BrandEntry>(Containers.Brand, caller.OrgId, entryId, cancellation) is not { } entry)
            return Problem.Missing("entry of the brand kit");
        await DropAsync(entry, cancellation);
        return null;
    }

    private Outcome<BrandEntry> Read(Principal caller, NewBrandEntry wanted)
    {
        var entry = new BrandEntry
        {
            Id = Ids.New("brd", clock),
            Partition = caller.OrgId,
            OrgId = caller.OrgId,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            Type = wanted.Type,
            Name = wanted.Name!.Trim(),
        };
        switch (wanted.Type)
        {
            case BrandType.Colour:
                return BrandRules.NormaliseColour(wanted.Colour) is { } colour
                    ? entry with { Colour = colour }
                    : Problem.InvalidField("colour", "Give the colour as #rgb, #rrggbb or #rrggbbaa.");
            case BrandType.Tone:
                return wanted.Tone?.Trim() is { Length: > 0 and <= BrandRules.MaxTone } tone && !tone.Any(c => char.IsControl(c) && c is not ('\n' or '\r' or '\t'))
                    ? entry with { Tone = tone }
                    : Problem.InvalidField("tone", $"Describe the tone in 1 to {BrandRules.MaxTone} characters.");
            default:
                string name = Path.GetFileName((wanted.FileName ?? "").Replace('\\', '/')).Trim();
                if (name.Length is 0 or > 200 || name.Any(char.IsControl))
                    return Problem.InvalidField("fileName", "Give the file's name: 1 to 200 characters, without control characters.");
                if (wanted.Type == BrandType.Music && BrandRules.ReadLicence(wanted.Licence) is null)
                    return Problem.InvalidField(
                        "licence", $"Say in 1 to {BrandRules.MaxLicence} characters where this music is from and what allows you to use it in shorts.");
                if (wanted.SizeBytes is not > 0)
                    return Problem.InvalidField("sizeBytes", "Say how many bytes the file has.");
                return wanted.SizeBytes > BrandRules.MaxFileBytes ? TooLarge : entry with
                {
                    Licence = wanted.Type == BrandType.Music ? BrandRules.ReadLicence(wanted.Licence) : null,
                    File = new BrandFile(name, wanted.SizeBytes.Value),
                };
        }
    }

    /// <returns>Null: more than may be.</returns>
    private async Task<byte[]?> ReadAsync(BrandEntry entry, CancellationToken cancellation)
    {
        await using Stream content = await blobs.OpenReadAsync(entry.UploadPath, 0, cancellation)
            ?? throw new TransientException("upload_gone", "The file was removed while it was looked at. Upload it again.");
        using var whole = new MemoryStream();
        byte[] piece = new byte[64 * 1024];
        for (int length; (length = await content.ReadAsync(piece, cancellation)) > 0;)
        {
            if (whole.Length + length > BrandRules.MaxFileBytes)
                return null;
            whole.Write(piece, 0, length);
        }

        return whole.ToArray();
    }

    private async Task<Outcome<BrandEntry>> TakeAsync(BrandEntry entry, SniffedFile found, byte[] bytes, CancellationToken cancellation)
    {
        bool picture = entry.Type is not (BrandType.Font or BrandType.Music);
        using var content = new MemoryStream(bytes);
        await blobs.WriteAsync(entry.FilePath, content, BrandFileSniffer.ContentTypeOf(found.Format), cancellation);
        WriteResult<BrandEntry> written = await store.ReplaceAsync(Containers.Brand, entry with
        {
            File = entry.File! with
            {
                SizeBytes = bytes.Length,
                Format = found.Format,
                Width = picture ? found.Width : null,
                Height = picture ? found.Height : null,
            },
        }, cancellation);
        if (written.Document is not { } taken)
            return Problem.ChangedMeanwhile;
        await blobs.DeletePrefixAsync(entry.UploadPath, cancellation);
        await TellAsync(taken, cancellation);
        return taken;
    }

    // Nothing that can't be used is kept: no document, no bytes.
    private async Task<Problem> RefuseAsync(BrandEntry entry, Problem why, CancellationToken cancellation)
    {
        await DropAsync(entry, cancellation);
        return why;
    }

    // The document goes last: if this is cut off, the entry is still listed and can be deleted again.
    private async Task DropAsync(BrandEntry entry, CancellationToken cancellation)
    {
        if (entry.File is not null)
            await blobs.DeletePrefixAsync(entry.BlobPrefix, cancellation);
        await store.DeleteAsync(Containers.Brand, entry.Partition, entry.Id, null, cancellation);
        await TellAsync(entry, cancellation);
    }

    private Task TellAsync(BrandEntry entry, CancellationToken cancellation) =>
        events.AppendAsync(entry.OrgId, entry.CreatedBy, "brand", entry.Id, null, cancellation);

    private static Condition OfType(BrandType type) => new("type", Comparison.Equal, type.ToString().ToLowerInvariant());
}
