using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Study.Captions;
using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Core.Study.Sources;

/// <summary>Takes captions in: looks whether they are any, keeps them as they came, and remembers what is known of them.</summary>
public sealed class AddSource(IDocumentStore store, IBlobStore blobs, TimeProvider clock)
{
    private const int LongestName = 200;
    private const int LongestTitle = 150;

    /// <param name="fileName">As the person's machine calls it; null: unknown.</param>
    /// <param name="title">Null: from the file's name.</param>
    public Task<Outcome<Source>> FromFileAsync(
        Principal caller, string? fileName, string? title, ReadOnlyMemory<byte> content, CancellationToken cancellation)
    {
        string name = Clean(Path.GetFileName((fileName ?? "").Replace('\\', '/')), LongestName) is { Length: > 0 } given ? given : "captions.txt";
        string called = Clean(title ?? "", LongestTitle) is { Length: > 0 } wanted ? wanted
            : Clean(Path.GetFileNameWithoutExtension(name).Replace('_', ' '), LongestTitle) is { Length: > 0 } known ? known : "Upload";
        return KeepAsync(caller, content, null, (transcript, language) => Stamp(caller, name, called, transcript, language), cancellation);
    }

    public Task<Outcome<Source>> FromLinkAsync(Principal caller, LinkedCaptions linked, CancellationToken cancellation)
    {
        SourceCaptions captions = linked.Captions;
        string name = Clean(Path.GetFileName(captions.FileName), LongestName) is { Length: > 0 } given ? given : "captions.vtt";
        string title = Clean(captions.Title, LongestTitle) is { Length: > 0 } known ? known : captions.VideoId;
        return KeepAsync(caller, captions.File, captions.Language, (transcript, language) => Stamp(caller, name, title, transcript, language) with
        {
            Platform = linked.Platform,
            VideoId = captions.VideoId,
            Link = linked.Link,
            Channel = Clean(captions.Channel, LongestTitle) is { Length: > 0 } channel ? channel : null,
            DurationSeconds = captions.DurationSeconds ?? (transcript.Timed ? transcript.DurationSeconds : null),
        }, cancellation);
    }

    // The blob first: a source that is listed can be read.
    private async Task<Outcome<Source>> KeepAsync(
        Principal caller, ReadOnlyMemory<byte> content, string? language, Func<Transcript, string, Source> describe, CancellationToken cancellation)
    {
        if (!CaptionFile.Read(content.Span).Succeeded(out Transcript? transcript, out Problem? problem))
            return problem;
        Source source = describe(transcript, FirstPart(language) ?? TalkLanguage.Of(transcript.Cues.Select(cue => cue.Text)).Code);
        using var stream = new MemoryStream(content.ToArray(), writable: false);
        await blobs.WriteAsync(source.CaptionsPath, stream, "text/plain", cancellation);
        return (await store.CreateAsync(Containers.Sources, source, cancellation)).Document!;
    }

    private Source Stamp(Principal caller, string fileName, string title, Transcript transcript, string language) => new()
    {
        Id = Ids.New("src", clock),
        Partition = caller.OrgId,
        OrgId = caller.OrgId,
        CreatedBy = caller.UserId,
        CreatedAt = clock.GetUtcNow(),
        Platform = Source.OfFile,
        FileName = fileName,
        Title = title,
        DurationSeconds = transcript.Timed ? transcript.DurationSeconds : null,
        Language = language,
        Timed = transcript.Timed,
        Status = SourceStatus.Ready,
    };

    private static string? FirstPart(string? language) =>
        language?.Split('-', '_')[0].ToLowerInvariant() is { Length: 2 or 3 } code && code.All(char.IsAsciiLetter) && code != "und" ? code : null;

    private static string Clean(string text, int longest)
    {
        string clean = string.Concat(text.Where(c => !char.IsControl(c))).Trim();
        return clean.Length <= longest ? clean : clean[..(char.IsHighSurrogate(clean[longest - 1]) ? longest - 1 : longest)].TrimEnd();
    }
}
