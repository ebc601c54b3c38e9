using Microsoft.DurableTask;
using Shortloop.Sdk.Tests.Surface;

namespace Shortloop.Sdk.Tests;

public sealed class SdkSurfaceTests
{
    [Fact]
    public void ExportedTypes_ComparedWithOfficialListings_DoNotDiffer()
    {
        var ours = typeof(TaskName).Assembly.GetExportedTypes();

        var differences = new SurfaceComparison(OfficialSurface.Load(), ours).Differences().ToList();

        Assert.True(differences.Count == 0, $"{differences.Count} differences:\n{string.Join('\n', differences)}");
    }
}
