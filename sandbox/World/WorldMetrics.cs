namespace Shortloop.Sandbox.World;

/// <param name="Likes">Null where the creator hides them.</param>
/// <param name="Comments">Null where they are turned off.</param>
/// <param name="Shares">Not every platform tells them.</param>
public readonly record struct WorldMetrics(long Views, long? Likes, long? Comments, long Shares);
