namespace Microsoft.DurableTask;

/// <summary>Thrown into an orchestrator when an activity or sub-orchestration failed and its retries, if any, are used up.</summary>
public sealed class TaskFailedException : Exception
{
    public TaskFailedException(string taskName, int taskId, Exception innerException)
        : base(Describe(taskName, taskId, innerException.Message), innerException)
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = TaskFailureDetails.FromException(innerException);
    }

    public TaskFailedException(string taskName, int taskId, TaskFailureDetails failureDetails)
        : base(Describe(taskName, taskId, failureDetails.ErrorMessage))
    {
        TaskName = taskName;
        TaskId = taskId;
        FailureDetails = failureDetails;
    }

    public string TaskName { get; }

    /// <summary>The number of the call within its orchestration.</summary>
    public int TaskId { get; }

    public TaskFailureDetails FailureDetails { get; }

    private static string Describe(string taskName, int taskId, string cause) =>
        $"Task '{taskName}' (#{taskId}) failed with an unhandled exception: {cause}";
}
