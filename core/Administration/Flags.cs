using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Administration;

/// <summary>A switch that operators turn while everything runs.</summary>
/// <param name="Name">snake_case; part of the API.</param>
/// <param name="Default">What holds until somebody turns it.</param>
public sealed record Flag(string Name, string Description, bool Default)
{
    public static readonly Flag Registration = new("registration", "Anyone may open an account. Off: only people who have one come in.", true);

    /// <summary>There are no others: a name that nothing asks for would switch nothing.</summary>
    public static readonly IReadOnlyList<Flag> All = [Registration];
}

/// <summary>How a flag is set. Partition: <see cref="Kind"/>.</summary>
public sealed record FlagSetting : Document
{
    public const string Kind = "flags";

    public required bool On { get; init; }

    /// <summary>0 to 100: for how many of a hundred organisations it is on, always the same ones.</summary>
    public required int Percent { get; init; }
}

/// <summary>Feature flags, read from the store at each question: one that is turned is turned on every instance at once.</summary>
public sealed class Flags(IDocumentStore store, AuditLog audit, TimeProvider clock)
{
    private static readonly Problem Unknown = new(
        ProblemKind.NotFound, "flag_unknown", $"There is no such flag. Flags: {string.Join(", ", Flag.All.Select(flag => flag.Name))}.");

    private static readonly Problem BadPercent = Problem.InvalidField("percent", "A percentage is 0 to 100.");

    /// <param name="orgId">Whose share it is asked for; null: for nobody's, where only the whole hundred is on.</param>
    public async Task<bool> IsOnAsync(Flag flag, string? orgId, CancellationToken cancellation) =>
        await ReadAsync(flag, cancellation) is not { } setting
            ? flag.Default
            : setting.On && (setting.Percent == 100 || orgId is not null && BucketOf(flag, orgId) < setting.Percent);

    public async Task<IReadOnlyList<(Flag Flag, FlagSetting? Setting)>> ListAsync(CancellationToken cancellation)
    {
        List<(Flag, FlagSetting?)> all = [];
        foreach (Flag flag in Flag.All)
            all.Add((flag, await ReadAsync(flag, cancellation)));
        return all;
    }

    public async Task<Outcome<(Flag Flag, FlagSetting? Setting)>> FindAsync(string name, CancellationToken cancellation) =>
        Flag.All.FirstOrDefault(flag => flag.Name == name) is { } known ? (known, await ReadAsync(known, cancellation)) : Unknown;

    /// <param name="etag">The version that must still be there; null: any.</param>
    public async Task<Outcome<(Flag Flag, FlagSetting? Setting)>> SetAsync(
        Principal caller, string name, bool on, int percent, string? etag, CancellationToken cancellation)
    {
        if (!(await FindAsync(name, cancellation)).Succeeded(out var found, out Problem? problem))
            return problem;
        if (percent is < 0 or > 100)
            return BadPercent;
        if (etag is not null && etag != found.Setting?.ETag)
            return Problem.ChangedMeanwhile;
        var setting = new FlagSetting
        {
            Id = name,
            Partition = FlagSetting.Kind,
            OrgId = AuditLog.Installation,
            CreatedBy = caller.UserId,
            CreatedAt = clock.GetUtcNow(),
            On = on,
            Percent = percent,
            ETag = found.Setting?.ETag,
        };
        return await audit.EnterAndDoAsync<(Flag, FlagSetting?)>(
            caller, AuditLog.Installation, "flag_set", name, on ? $"on, {percent} %" : "off",
            async () => (found.Setting is null ? await store.CreateAsync(Containers.Settings, setting, cancellation) : await store.ReplaceAsync(Containers.Settings, setting, cancellation))
                .Document is { } written ? (found.Flag, written) : Problem.ChangedMeanwhile,
            cancellation);
    }

    private Task<FlagSetting?> ReadAsync(Flag flag, CancellationToken cancellation) =>
        store.ReadAsync<FlagSetting>(Containers.Settings, FlagSetting.Kind, flag.Name, cancellation);

    // Each flag has its own hundred: else the same organisations would get everything first.
    private static int BucketOf(Flag flag, string orgId) =>
        (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{flag.Name}\n{orgId}"))) % 100);
}
