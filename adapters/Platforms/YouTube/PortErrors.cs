using Shortloop.Core;

namespace Shortloop.Adapters.YouTube;

/// <summary>The errors of the port that is served, with its codes.</summary>
internal abstract class PortErrors
{
    /// <summary>Of <see cref="Core.Ports.ITrendSource"/> and <see cref="Core.Ports.ICaptionSource"/>.</summary>
    public static readonly PortErrors Source = new OfSource();

    /// <summary>Of <see cref="Core.Ports.IConnectablePlatform"/>.</summary>
    public static readonly PortErrors Platform = new OfPlatform();

    public abstract TransientException Unavailable(string message, TimeSpan? retryAfter = null, Exception? inner = null);

    public abstract TransientException Throttled(string message, TimeSpan retryAfter);

    /// <summary>The day's quota is used up.</summary>
    public abstract TransientException Quota(string message, TimeSpan retryAfter);

    public abstract PermanentException Refused(string message);

    private sealed class OfSource : PortErrors
    {
        public override TransientException Unavailable(string message, TimeSpan? retryAfter, Exception? inner) =>
            new TransientException("source_unavailable", message, retryAfter, inner);

        public override TransientException Throttled(string message, TimeSpan retryAfter) => new TransientException("source_throttled", message, retryAfter);

        public override TransientException Quota(string message, TimeSpan retryAfter) => new TransientException("source_quota", message, retryAfter);

        public override PermanentException Refused(string message) => new PermanentException("source_misconfigured", message);
    }

    private sealed class OfPlatform : PortErrors
    {
        public override TransientException Unavailable(string message, TimeSpan? retryAfter, Exception? inner) =>
            new TransientException("platform_unavailable", message, retryAfter, inner);

        public override TransientException Throttled(string message, TimeSpan retryAfter) => new TransientException("platform_throttled", message, retryAfter);

        public override TransientException Quota(string message, TimeSpan retryAfter) => Throttled(message, retryAfter);

        public override PermanentException Refused(string message) => new PermanentException("platform_refused", message);
    }
}
