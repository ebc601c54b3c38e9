using Shortloop.Core.Ports;
using Shortloop.Core.Videos;

namespace Shortloop.Core.Edits;

// What the API and the render job say to each other. The job knows nothing else of the system: it has no store, and its
// token is good for this one job. JSON, camelCase (JsonSerializerDefaults.Web), enums as strings.

/// <summary>Body of a message in <see cref="Queues.Render"/>.</summary>
/// <param name="JobId">Of the render job; in the path of every call back.</param>
/// <param name="Callback">Base of the calls back, without trailing slash: <c>{Callback}/claim</c>, <c>/progress</c>, <c>/finished</c>.</param>
/// <param name="Token">Sent as <see cref="TokenHeader"/>. A newer attempt's token makes it void (401): the job then stops quietly.</param>
public sealed record RenderOrder(string JobId, Uri Callback, string Token)
{
    /// <summary>The header that the token goes back in. Not <c>Authorization</c>: a front end between the job and the app may put its own there.</summary>
    public const string TokenHeader = "X-Render-Token";
}

/// <summary>Answer to <c>POST {Callback}/claim</c>: what to make, with fresh signed links.</summary>
/// <param name="Uploads">One per file that the job will put: key <c>{platform}.mp4</c> and <c>{platform}.jpg</c>.</param>
public sealed record RenderAssignment(
    MediaInput Input,
    MediaProbe Probe,
    EditDecisionList Edl,
    IReadOnlyList<RenderVariant> Variants,
    IReadOnlyDictionary<string, Uri> Uploads);

/// <summary>Body of <c>POST {Callback}/progress</c>, about once a second.</summary>
/// <param name="Stage"><c>rendering</c> or <c>uploading</c>.</param>
/// <param name="Fraction">0 to 1 of the whole job.</param>
public sealed record RenderReport(string Stage, double Fraction, double? Speed = null, double? EtaSeconds = null);

/// <summary>Answer to <c>progress</c>.</summary>
/// <param name="Continue">False: somebody cancelled; stop, delete what was made, and complete the message.</param>
public sealed record RenderDirective(bool Continue);

/// <summary>Body of <c>POST {Callback}/finished</c>: either files or an error.</summary>
/// <param name="Files">Uploaded and checked. Empty on an error.</param>
/// <param name="ErrorCode">Null on success; else the code of the exception.</param>
/// <param name="ErrorMessage">A sentence a person can act on; no links, no paths.</param>
/// <param name="ErrorIsPermanent">False: another attempt may work.</param>
public sealed record RenderResult(
    IReadOnlyList<RenderedFile> Files, string? ErrorCode = null, string? ErrorMessage = null, bool ErrorIsPermanent = false);
