using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Organisations;
using Shortloop.Core.Ports;

namespace Shortloop.Core.Videos;

/// <summary>
/// Storage says that a file is whole. Where the uploader said beforehand what is to be made of it, that completes the upload; else their call does. Safe to
/// repeat, to be late, and to come together with the uploader's call: whoever is second finds the upload done, and the job and its story have one id.
/// </summary>
public sealed class UploadArrival(IDocumentStore store, Members members, CompleteUpload complete)
{
    private const int Tries = 3;

    /// <param name="Start">The story to start; null: there is nothing to do.</param>
    /// <param name="Refused">Why what arrived can't be used.</param>
    public sealed record Arrival(ProduceInput? Start, Problem? Refused);

    private static readonly Arrival Nothing = new(null, null);

    private static readonly Problem MayNoLonger = new(
        ProblemKind.Forbidden, "forbidden", "Who began this upload may no longer make anything here. An editor can complete it.");

    /// <exception cref="TransientException"><c>upload_busy</c>: the video was changed again and again meanwhile.</exception>
    public async Task<Arrival> ExecuteAsync(string orgId, string videoId, CancellationToken cancellation)
    {
        for (int left = Tries; left > 0; left--)
        {
            Video? video = await store.ReadAsync<Video>(Containers.Videos, orgId, videoId, cancellation);
            // Uploaded: a cut may have come between that and the story's start.
            if (video is not { Status: VideoStatus.Uploading or VideoStatus.Uploaded, OnArrival: { } options })
                return Nothing;
            if (await UploaderAsync(video, cancellation) is not { } uploader)
                return new Arrival(null, MayNoLonger);
            Outcome<Job> outcome = await complete.ExecuteAsync(uploader, videoId, blockIds: null, options, cancellation);
            if (outcome.Succeeded(out Job? job, out Problem? problem))
                return new Arrival(new ProduceInput(orgId, job.CreatedBy, videoId, job.Id), null);
            if (problem == CompleteUpload.BlocksMissing)
                return Nothing;
            if (problem.Kind != ProblemKind.Changed)
                return new Arrival(null, problem);
        }

        throw new TransientException("upload_busy", "The video is being changed. Try again.");
    }

    /// <summary>Null: has left since the upload began, or has a lower role now.</summary>
    private async Task<Principal?> UploaderAsync(Video video, CancellationToken cancellation)
    {
        if (video.OrgId == Principal.LocalOwner.OrgId && video.CreatedBy == Principal.LocalOwner.UserId)
            return Principal.LocalOwner;
        return await members.FindAsync(video.CreatedBy, video.OrgId, cancellation) is { } member && member.IsAtLeast(Role.Editor) ? member : null;
    }
}
