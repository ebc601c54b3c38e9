namespace Shortloop.Functions.OpenApi;

/// <summary>Problems of the function's own, for the document; those that every function can have are known. Each code is in docs/problems.md.</summary>
[AttributeUsage(AttributeTargets.Method, AllowMultiple = true)]
public sealed class FailsAttribute(int status, params string[] codes) : Attribute
{
    public int Status => status;

    public IReadOnlyList<string> Codes => codes;
}
