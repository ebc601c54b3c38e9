namespace Shortloop.Core.Operations;

/// <summary>What a kind of job has of its own, where it isn't the main chain: the story that does it, and what is left to do when a person ends it.</summary>
public interface IJobWork
{
    JobKind Kind { get; }

    /// <summary>The story of the job's present run.</summary>
    JobStory StoryOf(Job job);

    /// <summary>The job has just become <see cref="JobStatus.Cancelled"/>; its story is ended afterwards. Safe to repeat.</summary>
    Task CancelledAsync(Job job, CancellationToken cancellation);
}

/// <param name="Name">See <see cref="Stories"/>.</param>
public sealed record JobStory(string Name, string InstanceId, object Input);

/// <summary>Which story a job is done by.</summary>
public sealed class JobStories(IEnumerable<IJobWork> works)
{
    /// <returns>Null: its kind sees by itself that its job is over, and can't be started again.</returns>
    public JobStory? Of(Job job) => job.VideoId is not null
        ? new JobStory(Stories.ProduceVideo, Stories.ProduceId(job), ProduceInput.Of(job))
        : works.FirstOrDefault(work => work.Kind == job.Kind)?.StoryOf(job);
}
