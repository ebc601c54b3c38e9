using Shortloop.Core.Edits;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Publishing;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Operations;

public sealed class CancelJobTests
{
    [Theory]
    [InlineData(PostStatus.Scheduled, PostStatus.Cancelled)]
    [InlineData(PostStatus.AwaitingApproval, PostStatus.Cancelled)]
    [InlineData(PostStatus.Processing, PostStatus.Processing)]
    [InlineData(PostStatus.Published, PostStatus.Published)]
    public async Task Execute_WithAPost_CancelsWhatHasNotGoneOut(PostStatus before, PostStatus after)
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        Post post = await bench.AddPostAsync(job, before);

        Outcome<Job> outcome = await Cancel(bench).ExecuteAsync(Workbench.Owner, job.Id, default);

        Assert.True(outcome.Succeeded(out Job? cancelled, out _));
        Assert.Equal(JobStatus.Cancelled, cancelled.Status);
        Assert.Equal(after, (await bench.Store.ReadAsync<Post>(Containers.Posts, job.OrgId, post.Id, default))!.Status);
    }

    [Fact]
    public async Task Execute_JobIsOver_IsAConflict()
    {
        using var bench = new Workbench();
        Job job = await bench.AddJobAsync();
        await bench.Jobs.SetStatusAsync(job.OrgId, job.Id, JobStatus.Succeeded, default);
        Assert.False((await Cancel(bench).ExecuteAsync(Workbench.Owner, job.Id, default)).Succeeded(out _, out Problem? problem));
        Assert.Equal("job_over", problem.Code);
    }

    private static CancelJob Cancel(Workbench bench) => new(bench.Store, bench.Jobs, bench.Posts, new CancelRender(bench.Store, bench.Charge, bench.Events), []);
}
