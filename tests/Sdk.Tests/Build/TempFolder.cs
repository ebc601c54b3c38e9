namespace Shortloop.Sdk.Tests.Build;

internal sealed class TempFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("shortloop-sdk-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
