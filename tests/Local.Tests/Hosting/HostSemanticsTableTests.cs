using System.Reflection;
using System.Text.RegularExpressions;
using Shortloop.EndToEnd.Rig;

namespace Shortloop.Local.Tests.Hosting;

/// <summary>Keeps docs/host-semantics.md and the tests together.</summary>
public sealed partial class HostSemanticsTableTests
{
    [Fact]
    public void Table_AgainstTests_EachRowHasOneAndEachTestOfTheseClassesHasARow()
    {
        var rows = TestName().Matches(File.ReadAllText(Path.Combine(Build.Root, "docs", "host-semantics.md")))
            .Select(match => (Class: match.Groups[1].Value, Name: match.Value.Trim('`'))).ToList();
        var classes = rows.Select(row => row.Class).ToHashSet();
        var tests = typeof(HostSemanticsTableTests).Assembly.GetTypes()
            .Where(type => type.Namespace == typeof(HostSemanticsTableTests).Namespace && classes.Contains(type.Name))
            .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly))
            .Where(method => method.GetCustomAttribute<FactAttribute>() is not null)
            .Select(method => $"{method.DeclaringType!.Name}.{method.Name}");

        Assert.Equal(tests.Order(StringComparer.Ordinal), rows.Select(row => row.Name).Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"`(\w+Tests)\.\w+`")]
    private static partial Regex TestName();
}
