using System.Text.Json;
using Microsoft.Extensions.Logging;
using Shortloop.Core;
using Shortloop.Core.Edits;
using Shortloop.Core.Ports;

namespace Shortloop.Render;

/// <summary>
/// One message, one render. Twice the same message is safe: the claim decides whether there is still something to do, uploads
/// replace each other as a whole, and the message is only completed after its result was taken.
/// </summary>
public sealed class RenderJob(
    IQueue queue, IMediaRenderer renderer, HttpClient http, RenderSettings settings, Pace pace, TimeProvider clock, ILogger<RenderJob> logger)
{
    private readonly Retrying retrying = new(pace, clock);

    public async Task<ExitCode> RunAsync(CancellationToken cancellation)
    {
        try
        {
            var message = await queue.ReceiveAsync(Queues.Render, settings.QueueWait, cancellation);
            if (message is not null) return await HandleAsync(message, cancellation);
            logger.NothingToDo();
            return ExitCode.Done;
        }
        catch (PermanentException error)
        {
            // Refused or unknown queue: only another configuration helps.
            logger.QueueFailed(error.Message);
            return ExitCode.Misconfigured;
        }
        catch (TransientException error)
        {
            logger.QueueFailed(error.Message);
            return ExitCode.TryAgain;
        }
        catch (OperationCanceledException)
        {
            return ExitCode.TryAgain;
        }
    }

    private async Task<ExitCode> HandleAsync(LockedMessage message, CancellationToken cancellation)
    {
        if (Read(message) is not { } order)
        {
            // Given back until the queue itself sets it aside, where an operator sees it.
            logger.MessageBroken(message.Id);
            return await AbandonAsync(message);
        }

        logger.Taken(order.JobId, message.DeliveryCount);
        using var span = Tracing.Start(message);
        await using var keeper = new LockKeeper(queue, message, clock, logger, cancellation);
        try
        {
            await WorkAsync(order, new RenderApi(http, order, retrying), keeper.Token);
            return await CompleteAsync(message);
        }
        catch (VoidOrderException)
        {
            logger.OrderVoid(order.JobId);
            return await CompleteAsync(message);
        }
        catch (WorkException error) when (error is PermanentException || message.DeliveryCount >= pace.MostDeliveries)
        {
            logger.Failed(order.JobId, error.Code, error.Message);
            span.Failed(error);
            return await ReportFailureAsync(order, error, message, keeper.Token);
        }
        catch (Exception error)
        {
            span.Failed(error);
            logger.FailedForNow(order.JobId, error is WorkException known ? known.Code : error.GetType().Name, error.Message);
            return await AbandonAsync(message);
        }
    }

    private async Task WorkAsync(RenderOrder order, RenderApi api, CancellationToken cancellation)
    {
        var assignment = await api.ClaimAsync(cancellation);
        var folder = Directory.CreateDirectory(Path.Combine(settings.WorkFolder, $"shortloop-render-{Guid.NewGuid():n}"));
        try
        {
            IReadOnlyList<RenderedFile> files;
            await using (var reporter = new ProgressReporter(api, pace, clock, cancellation))
            {
                try
                {
                    files = await renderer.RenderAsync(
                        assignment.Input, assignment.Probe, assignment.Edl, assignment.Variants, folder.FullName, reporter, reporter.Token);
                    await UploadAsync(files, assignment, folder.FullName, reporter);
                }
                catch (OperationCanceledException) when (reporter.OrderEnded)
                {
                    throw new VoidOrderException();
                }
                catch (OperationCanceledException error) when (!cancellation.IsCancellationRequested)
                {
                    throw new TransientException("callback_unreachable", "Nobody took the progress reports for too long.", inner: error);
                }
            }

            await api.FinishAsync(new RenderResult(files), cancellation);
            logger.Done(order.JobId, files.Count);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    private async Task UploadAsync(IReadOnlyList<RenderedFile> files, RenderAssignment assignment, string folder, ProgressReporter reporter)
    {
        var upload = new BlockUpload(http, retrying);
        var total = files.Sum(file => file.SizeBytes);
        var sent = 0L;
        foreach (var file in files)
        {
            await PutAsync(file.FileName, "video/mp4", count => reporter.Uploaded(Math.Min(1, (sent += count) / (double)total)));
            await PutAsync(file.ThumbnailName, "image/jpeg", null);
        }

        Task PutAsync(string name, string type, Action<long>? progress) => upload.PutAsync(
            Path.Combine(folder, name),
            assignment.Uploads.TryGetValue(name, out var link) ? link : throw new PermanentException("upload_link_missing", $"The order has no link for {name}."),
            type, progress, reporter.Token);
    }

    private async Task<ExitCode> ReportFailureAsync(RenderOrder order, WorkException error, LockedMessage message, CancellationToken cancellation)
    {
        try
        {
            var result = new RenderResult([], error.Code, error.Message, error is PermanentException);
            await new RenderApi(http, order, retrying).FinishAsync(result, cancellation);
            return await CompleteAsync(message);
        }
        catch (VoidOrderException)
        {
            return await CompleteAsync(message);
        }
        catch (Exception again) when (again is TransientException or OperationCanceledException)
        {
            return await AbandonAsync(message);
        }
    }

    // Settling goes on when the process is told to end: it is what makes the end orderly.
    private async Task<ExitCode> CompleteAsync(LockedMessage message)
    {
        if (!await queue.CompleteAsync(Queues.Render, message, CancellationToken.None)) logger.LockLost(message.Id);
        return ExitCode.Done;
    }

    private async Task<ExitCode> AbandonAsync(LockedMessage message)
    {
        if (!await queue.AbandonAsync(Queues.Render, message, CancellationToken.None)) logger.LockLost(message.Id);
        return ExitCode.TryAgain;
    }

    private static RenderOrder? Read(LockedMessage message)
    {
        try
        {
            return JsonSerializer.Deserialize<RenderOrder>(message.Body, RenderJson.Options) is { JobId: not null, Callback.IsAbsoluteUri: true, Token: not null } order
                ? order
                : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
