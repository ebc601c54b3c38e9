using System.Reflection;
using System.Text.RegularExpressions;

namespace Shortloop.Engine.Tests.Durable;

/// <summary>Keeps docs/durable-semantics.md and the tests together.</summary>
public sealed partial class SemanticsTableTests
{
    [Fact]
    public void Table_AgainstTests_EachRowHasOneAndEachTestHasARow()
    {
        var rows = TestName().Matches(File.ReadAllText(Path.Combine(Root(), "docs", "durable-semantics.md"))).Select(match => match.Groups[1].Value);
        var tests = typeof(SemanticsTableTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(SemanticsTableTests).Namespace && type != typeof(SemanticsTableTests))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Equal(tests.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"`(\w+Tests\.\w+)`")]
    private static partial Regex TestName();

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "Serverless.sln"))) folder = folder.Parent!;
        return folder.FullName;
    }
}
