using System.ClientModel;
using System.ClientModel.Primitives;
using OpenAI;

namespace Shortloop.Adapters.OpenAi;

internal static class OpenAiClients
{
    public static ApiKeyCredential Key(OpenAiOptions options) => new(options.ApiKey);

    /// <summary>Without the SDK's retries and its logging: the model pipeline decides about the one, and prompts belong in no log.</summary>
    public static OpenAIClientOptions For(OpenAiOptions options) => new()
    {
        Endpoint = options.Endpoint,
        NetworkTimeout = options.Timeout,
        RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
        ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
    };
}
