using System.Reflection;
using Microsoft.Azure.Functions.Worker;
using Shortloop.Core.Ports;
using Shortloop.Functions;

namespace Shortloop.Architecture.Tests;

/// <summary>What the official extension needs of the functions that queues start, and that no compiler looks at.</summary>
public sealed class QueueTriggerTests
{
    private static readonly (ParameterInfo Message, ServiceBusTriggerAttribute Trigger)[] Triggers =
    [
        .. typeof(FunctionsSetup).Assembly.GetTypes().SelectMany(type => type.GetMethods()).SelectMany(method => method.GetParameters())
            .Select(parameter => (parameter, parameter.GetCustomAttribute<ServiceBusTriggerAttribute>()!))
            .Where(found => found.Item2 is not null),
    ];

    /// <summary>The extension's message types can't be had in every build; a text can.</summary>
    [Fact]
    public void QueueFunctions_All_TakeTextsOfQueuesThatThereAre()
    {
        Assert.NotEmpty(Triggers);
        Assert.All(Triggers, found => Assert.Equal(typeof(string), found.Message.ParameterType));
        Assert.All(Triggers, found => Assert.Contains(found.Trigger.QueueName, Queues.All));
    }

    /// <summary>By identity: a namespace and no connection string.</summary>
    [Fact]
    public void QueueFunctions_All_NameAConnectionThatTheSampleSettingsHave()
    {
        string sample = File.ReadAllText(Repository.PathOf("local.settings.sample.json"));
        Assert.All(Triggers, found => Assert.Contains($"\"{found.Trigger.Connection}__fullyQualifiedNamespace\"", sample, StringComparison.Ordinal));
    }
}
