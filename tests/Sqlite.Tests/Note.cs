using Shortloop.Core.Ports;

namespace Shortloop.Sqlite.Tests;

internal sealed record Note : Document
{
    public string? Text { get; init; }

    public static Note New(string id, string? text = null) => new()
    {
        Id = id,
        Text = text,
        Partition = "org1",
        OrgId = "org1",
        CreatedBy = "user1",
        CreatedAt = new DateTimeOffset(2026, 3, 1, 12, 0, 0, TimeSpan.Zero),
    };
}
