namespace Shortloop.Crash.Harness;

/// <summary>The process was gone before it had answered: whether the order was done, nobody can tell.</summary>
internal sealed class CutOffException() : Exception("The process was gone before it had answered.");
