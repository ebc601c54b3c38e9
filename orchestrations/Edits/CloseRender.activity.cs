using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Edits;
using Shortloop.Core.Operations;

namespace Shortloop.Orchestrations.Edits;

// Running it twice finds the render closed and the credits settled or given back.
public sealed class CloseRenderActivity(CloseRender close)
{
    [Function(nameof(CloseRenderActivity))]
    public Task<RenderSettled?> RunAsync([ActivityTrigger] RenderInput input, CancellationToken cancellation) =>
        close.ExecuteAsync(input.OrgId, OrderRender.IdOf(input.OrgId, input.EditId), input.Run, cancellation);
}
