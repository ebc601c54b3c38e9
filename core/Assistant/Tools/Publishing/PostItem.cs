using Shortloop.Core.Publishing;

namespace Shortloop.Core.Assistant.Tools.Publishing;

/// <summary>A post as models and cards are told of it.</summary>
public sealed record PostItem(
    string Id, string VideoId, string Platform, string AccountName, PostStatus Status, string Caption, string Privacy, DateTimeOffset? DueAt, DateTimeOffset? PublishedAt, Uri? Link,
    string? Failure)
{
    public static PostItem Of(Post post) => new(
        post.Id, post.VideoId, post.Platform, post.AccountName, post.Status, post.Caption, post.Privacy, post.DueAt, post.PublishedAt, post.Link, post.Failure?.Message);

    /// <summary>For questions to people.</summary>
    internal static string Name(Post post) => $"the post “{(post.Caption.Length > 60 ? post.Caption[..60] + "…" : post.Caption)}” of {post.AccountName} at {post.Platform}";

    internal CardRow Row => new(
        Caption.Length == 0 ? "Without a caption" : Caption,
        $"{AccountName}, {Platform}{((PublishedAt ?? DueAt) is { } at ? $", {Say.Time(at)}" : "")}{(Failure is null ? "" : $". {Failure}")}",
        Say.Word(Status), $"/videos/{VideoId}");
}
