namespace Shortloop.Engine.Store;

/// <summary>The two instants around a commit at which a crash differs: nothing of it, or all of it, is there afterwards.</summary>
internal enum CommitPoint
{
    Before,
    After,
}
