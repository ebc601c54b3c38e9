using System.Runtime.InteropServices;

namespace Shortloop.Render;

/// <summary>SIGTERM (the platform stops the container) and Ctrl-C end the job in order: ffmpeg is killed, the message goes back.</summary>
internal static class Shutdown
{
    public static IDisposable Cancels(CancellationTokenSource stop)
    {
        return new Signals(PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle), PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle));

        void Handle(PosixSignalContext context)
        {
            context.Cancel = true;
            stop.Cancel();
        }
    }

    private sealed record Signals(IDisposable One, IDisposable Other) : IDisposable
    {
        public void Dispose()
        {
            One.Dispose();
            Other.Dispose();
        }
    }
}
