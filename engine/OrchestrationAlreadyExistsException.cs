namespace Shortloop.Engine;

/// <summary>
/// An instance of that id is there, in a status that a start may not replace. The official client has a type of the same name
/// in another namespace; code for both hosts tells this case by asking for the instance.
/// </summary>
public sealed class OrchestrationAlreadyExistsException(string message) : InvalidOperationException(message);
