using Shortloop.Core.Ports;

namespace Shortloop.Core.Planner.Agents;

/// <summary>Counts what calls cost, also those whose answer could not be used.</summary>
internal sealed class MeteredModel(ITextModel inner) : ITextModel
{
    public string Name => inner.Name;

    public int Calls { get; private set; }

    public long PromptTokens { get; private set; }

    public long CompletionTokens { get; private set; }

    public async Task<ModelReply> CompleteAsync(ModelRequest request, CancellationToken cancellation)
    {
        ModelReply reply = await inner.CompleteAsync(request, cancellation);
        Calls++;
        PromptTokens += reply.PromptTokens;
        CompletionTokens += reply.CompletionTokens;
        return reply;
    }
}
