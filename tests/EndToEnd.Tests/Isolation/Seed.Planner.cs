using System.Globalization;
using Shortloop.Core.Planner.Items;
using Shortloop.Core.Planner.Knowledge;
using Shortloop.Core.Planner.Months;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.EndToEnd.Isolation;

// Months, their items, documents.
internal sealed partial class Seed
{
    public string NextMonth { get; } = DateTimeOffset.UtcNow.AddMonths(1).ToString("yyyy-MM", CultureInfo.InvariantCulture);

    public Task<string> AboutBreadAsync() => AddAsync(Containers.Projects, new Project
    {
        Id = New("prj"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = Owner.User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        Name = $"Project {Canary}",
        Mode = ProjectMode.Approval,
        Niche = "bread",
    });

    public async Task<string> MonthAsync() => (await PlannedAsync()).MonthId;

    public async Task<string> ItemAsync() => (await PlannedAsync()).Id;

    public Task<string> KnowledgeAsync() => AddAsync(Containers.Knowledge, new KnowledgeDocument
    {
        Id = New("kno"),
        Partition = OrgId,
        OrgId = OrgId,
        CreatedBy = Owner.User.Id,
        CreatedAt = DateTimeOffset.UtcNow,
        FileName = $"{Canary}.txt",
        Kind = KnowledgeKind.Brand,
        SizeBytes = 10,
        Passages = 0,
    });

    private async Task<MonthItem> PlannedAsync()
    {
        string project = await AboutBreadAsync();
        string month = await AddAsync(Containers.Months, new MonthPlan
        {
            Id = New("mon"),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = Owner.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            ProjectId = project,
            Month = NextMonth,
            PostsPerDay = 1,
            Language = "en",
            TimeZone = "UTC",
            Status = MonthStatus.Planned,
            Rationale = Canary,
        });
        var item = new MonthItem
        {
            Id = New("itm"),
            Partition = OrgId,
            OrgId = OrgId,
            CreatedBy = Owner.User.Id,
            CreatedAt = DateTimeOffset.UtcNow,
            MonthId = month,
            ProjectId = project,
            Language = "en",
            Day = 1,
            Slot = 1,
            At = Tomorrow,
            WallTime = $"{NextMonth}-01T09:00",
            TimeZone = "UTC",
            Status = ItemStatus.Planned,
            Topic = "bread",
            Format = "story",
            Hook = $"Hook {Canary} {New("")}",
            Outline = ["One"],
            Storyboard = [new StoryboardShot(3, "Bread", "Bread", "")],
            Caption = "Bread",
            CallToAction = "Bake",
        };
        await AddAsync(Containers.Items, item);
        return item;
    }
}
