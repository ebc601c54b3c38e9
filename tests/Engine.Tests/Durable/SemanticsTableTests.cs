using System.Reflection;
using System.Text.RegularExpressions;

namespace Shortloop.Engine.Tests.Durable;

/// <summary>Keeps docs/durable-semantics.md and the tests together: those that any engine can run and those that need ours.</summary>
public sealed partial class SemanticsTableTests
{
    [Theory]
    [InlineData("", typeof(Shortloop.Durable.Tests.ActivityTests))]
    [InlineData("ours", typeof(SemanticsTableTests))]
    public void Table_AgainstTests_EachRowHasOneAndEachTestHasARow(string runsOn, Type neighbour)
    {
        var rows = Row().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "durable-semantics.md")))
            .Where(row => row.Groups["on"].Value == runsOn).Select(row => row.Groups["test"].Value);
        var tests = neighbour.Assembly.GetTypes()
            .Where(type => type.Namespace == neighbour.Namespace && type != typeof(SemanticsTableTests))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Equal(tests.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"\| `(?<test>\w+Tests\.\w+)` \| (?<on>\w*) ?\|")]
    private static partial Regex Row();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
