using System.Collections.Immutable;
using Microsoft.Azure.Functions.Worker;

namespace Shortloop.Local.Hosting.Catalog;

/// <summary>What middleware may ask about a function.</summary>
internal sealed class EntryDefinition(FunctionEntry entry) : FunctionDefinition
{
    public override string Id => Name;

    public override string Name => entry.Name;

    public override string EntryPoint => entry.EntryPoint;

    public override string PathToAssembly => entry.Method.Module.FullyQualifiedName;

    public override ImmutableArray<FunctionParameter> Parameters { get; } =
        [.. entry.Parameters.Select(parameter => new FunctionParameter(parameter.Name, parameter.Type))];

    public override IImmutableDictionary<string, BindingMetadata> InputBindings { get; } = entry.Parameters
        .Where(parameter => parameter.Source is ParameterSource.Trigger or ParameterSource.DurableClient)
        .Select(parameter => new Input(
            parameter.Name, parameter.Source == ParameterSource.Trigger ? entry.Trigger.BindingType : "durableClient"))
        .ToImmutableDictionary(binding => binding.Name, BindingMetadata (binding) => binding);

    public override IImmutableDictionary<string, BindingMetadata> OutputBindings { get; } =
        ImmutableDictionary<string, BindingMetadata>.Empty;

    private sealed class Input(string name, string type) : BindingMetadata
    {
        public override string Name => name;

        public override string Type => type;

        public override BindingDirection Direction => BindingDirection.In;
    }
}
