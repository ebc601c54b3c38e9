namespace Shortloop.Engine.Broker;

/// <summary>A queue or its dead-letter queue.</summary>
internal readonly record struct QueueName(string Name, bool DeadLetters)
{
    public string Key => Name.ToLowerInvariant() + (DeadLetters ? "/$deadletterqueue" : "");
}
