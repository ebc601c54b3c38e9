using Microsoft.AspNetCore.Http;
using Microsoft.Azure.Functions.Worker;
using Microsoft.DurableTask.Client;
using Microsoft.Extensions.DependencyInjection;
using Shortloop.Local.Hosting.Catalog;
using Shortloop.Local.Hosting.Http;

namespace Shortloop.Local.Hosting.Invocation;

/// <summary>Makes the arguments of one call.</summary>
internal sealed class ArgumentBinder(JsonBody body)
{
    /// <param name="Refusal">The answer for a request that can't be bound; the function isn't called then.</param>
    public readonly record struct Bound(object?[]? Values, IResult? Refusal);

    public async Task<Bound> BindAsync(Invocation invocation, FunctionContext context)
    {
        var parameters = invocation.Entry.Parameters;
        object?[] values = new object?[parameters.Count];
        for (int index = 0; index < values.Length; index++)
        {
            var (value, refusal) = parameters[index].Source == ParameterSource.Body
                ? await body.ReadAsync(invocation.Http!.Request, parameters[index], context.CancellationToken)
                : Bind(parameters[index], invocation, context);
            if (refusal is not null) return new(null, refusal);
            values[index] = value;
        }

        return new(values, null);
    }

    private static (object? Value, IResult? Refusal) Bind(ParameterBinding parameter, Invocation invocation, FunctionContext context) =>
        parameter.Source switch
        {
            ParameterSource.Trigger => (invocation.Payload, null),
            ParameterSource.Context => (context, null),
            ParameterSource.Cancellation => (context.CancellationToken, null),
            ParameterSource.DurableClient => (context.InstanceServices.GetRequiredService<DurableTaskClient>(), null),
            ParameterSource.Data => Data(parameter, invocation.Data),
            _ => throw new InvalidOperationException($"'{parameter.Name}' of {invocation.Entry} has no value in this kind of function."),
        };

    private static (object? Value, IResult? Refusal) Data(ParameterBinding parameter, IReadOnlyDictionary<string, object?> data)
    {
        if (!data.TryGetValue(parameter.Name, out object? text) || text is null) return (parameter.Default, null);
        if (DataValue.TryRead(text, parameter.Type, out object? value)) return (value, null);

        // An address that can't exist, as a route constraint would have said.
        return (null, new Problem(404, "not_found", $"There is nothing here: '{parameter.Name}' is not a {parameter.Type.Name}."));
    }
}
