namespace Shortloop.Core.Assistant.Tools;

/// <summary>Long work that has begun; list_jobs tells how far it is.</summary>
public sealed record BegunJob(string JobId, DateTimeOffset? EstimatedCompletion);
