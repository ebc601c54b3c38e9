namespace Shortloop.Media.Tests.Rig;

/// <summary>Unlike <see cref="Progress{T}"/>: at once, on the reporting thread.</summary>
internal sealed class Callback<T>(Action<T> action) : IProgress<T>
{
    public void Report(T value) => action(value);
}
