using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Accounts.Keys;
using UseCase = Shortloop.Core.Accounts.Keys.RotateKeys;

namespace Shortloop.Orchestrations.Accounts;

// Running it twice finds the key that it made, which is young.
public sealed class AddKeyActivity(UseCase rotate)
{
    [Function(nameof(AddKeyActivity))]
    public Task RunAsync([ActivityTrigger] KeyRotationInput input, CancellationToken cancellation) => rotate.AddAsync(input.At, cancellation);
}

// Running it twice finds tokens that have the present key.
public sealed class ResealTokensActivity(UseCase rotate)
{
    [Function(nameof(ResealTokensActivity))]
    public Task<ResealedPage> RunAsync([ActivityTrigger] KeyRotationInput input, CancellationToken cancellation) =>
        rotate.ResealAsync(input.Continuation, cancellation);
}

// Running it twice finds no more keys to put away.
public sealed class RetireKeysActivity(UseCase rotate)
{
    [Function(nameof(RetireKeysActivity))]
    public Task RunAsync([ActivityTrigger] KeyRotationInput input, CancellationToken cancellation) => rotate.RetireAsync(input.At, input.Left, cancellation);
}
