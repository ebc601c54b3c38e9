using Shortloop.Core.Accounts;
using Shortloop.Core.Operations;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;
using Shortloop.Core.Tests.Accounts;
using Shortloop.Core.Tests.Rig;

namespace Shortloop.Core.Tests.Projects;

public sealed class ProjectsTests : IDisposable
{
    private static readonly Principal Owner = Workbench.Owner;
    private static readonly Principal Editor = Owner with { UserId = "usr_editor", Role = Role.Editor };

    private readonly Workbench _bench = new();

    private Core.Projects.Projects Projects => new(_bench.Store, _bench.Projects, _bench.Members, _bench.Audit, _bench.Clock);

    public void Dispose() => _bench.Dispose();

    [Fact]
    public async Task List_NothingMadeYet_HasTheDefaultOnAutopilot()
    {
        Project only = Assert.Single((await Projects.ListAsync(Owner, false, null, 50, default)).Items);

        Assert.Equal((Project.DefaultIdOf(Owner.OrgId), ProjectMode.Autopilot, false), (only.Id, only.Mode, only.ApprovalByAnother));
        Assert.Equal(only.ETag, (await _bench.Projects.DefaultAsync(Owner.OrgId, Owner.UserId, default)).ETag);
    }

    [Fact]
    public async Task Create_WithSettings_KeepsThem()
    {
        var budgets = new ProjectBudgets(new Budget(1000, 2000));
        Project made = await MakeAsync(Owner, new ProjectChange(
            " Cats ", ProjectMode.Autopilot, budgets, ["cats", "dogs"], "pets", "de", new Dictionary<string, ModelChoice> { ["script"] = new("openai", "gpt-5", 0.4) }));

        Assert.Equal(("Cats", ProjectMode.Autopilot, budgets, "pets", "de"), (made.Name, made.Mode, made.Budgets, made.Niche, made.ContentLanguage));
        Project read = (await _bench.Projects.FindAsync(Owner.OrgId, made.Id, Owner.UserId, default))!;
        Assert.Equal(["cats", "dogs"], read.Topics);
        Assert.Equal(new ModelChoice("openai", "gpt-5", 0.4), read.Models["script"]);
    }

    public static TheoryData<string, ProjectChange> Bad => new()
    {
        { "name", new ProjectChange(" ") },
        { "name", new ProjectChange("a\u0007b") },
        { "mode", new ProjectChange("x", (ProjectMode)7) },
        { "topics", new ProjectChange("x", Topics: ["a", "A"]) },
        { "topics", new ProjectChange("x", Topics: [null!]) },
        { "niche", new ProjectChange("x", Niche: new string('n', 201)) },
        { "contentLanguage", new ProjectChange("x", ContentLanguage: "fr") },
        { "budgets.tokens", new ProjectChange("x", Budgets: new ProjectBudgets(new Budget(2, 1))) },
        { "budgets.videoSeconds", new ProjectChange("x", Budgets: new ProjectBudgets(VideoSeconds: new Budget(-1))) },
        { "models", new ProjectChange("x", Models: new Dictionary<string, ModelChoice> { ["dance"] = new("openai") }) },
        { "models.script.provider", new ProjectChange("x", Models: new Dictionary<string, ModelChoice> { ["script"] = new("acme") }) },
        { "models.script.provider", new ProjectChange("x", Models: new Dictionary<string, ModelChoice> { ["script"] = null! }) },
        { "models.script.model", new ProjectChange("x", Models: new Dictionary<string, ModelChoice> { ["script"] = new("openai", "a b") }) },
        { "models.script.temperature", new ProjectChange("x", Models: new Dictionary<string, ModelChoice> { ["script"] = new("openai", null, double.NaN) }) },
        { "models.script.maxOutputTokens", new ProjectChange("x", Models: new Dictionary<string, ModelChoice> { ["script"] = new("openai", null, null, 0) }) },
        { "approvers", new ProjectChange("x", Approvers: ["usr_stranger"]) },
        { "brand.logoId", new ProjectChange("x", Brand: new BrandDefaults("brd_none")) },
        { "brand.colourIds", new ProjectChange("x", Brand: new BrandDefaults(ColourIds: [null!])) },
    };

    [Theory]
    [MemberData(nameof(Bad))]
    public async Task Create_WhatCannotBe_IsRefusedByTheFieldsName(string field, ProjectChange change)
    {
        Problem? problem = (await Projects.CreateAsync(Owner, change, default)).Problem;

        Assert.Equal([field], problem?.Details?.Keys ?? []);
    }

    [Fact]
    public async Task Change_WithAnOldVersion_IsRefused()
    {
        Project made = await MakeAsync(Owner, new ProjectChange("Cats"));
        await Projects.ChangeAsync(Owner, made.Id, new ProjectChange(Niche: "pets"), made.ETag, default);

        Assert.Equal("changed_meanwhile", (await Projects.ChangeAsync(Owner, made.Id, new ProjectChange(Niche: "x"), made.ETag, default)).Problem?.Code);
        Assert.Equal("pets", (await _bench.Projects.FindAsync(Owner.OrgId, made.Id, Owner.UserId, default))!.Niche);
    }

    [Fact]
    public async Task Change_WhoLooks_IsForAdministratorsAndAudited()
    {
        Project made = await MakeAsync(Editor, new ProjectChange("Cats"));
        Assert.Equal(ProjectMode.Approval, made.Mode);

        Assert.Equal(
            "approval_rules_for_admins", (await Projects.ChangeAsync(Editor, made.Id, new ProjectChange(Mode: ProjectMode.Autopilot), null, default)).Problem?.Code);
        Assert.Equal(
            "approval_rules_for_admins", (await Projects.CreateAsync(Editor, new ProjectChange("Own", ProjectMode.Autopilot), default)).Problem?.Code);
        Assert.Null((await Projects.ChangeAsync(Editor, made.Id, new ProjectChange(Niche: "pets", Mode: ProjectMode.Approval), null, default)).Problem);
        Assert.Null((await Projects.ChangeAsync(Owner, made.Id, new ProjectChange(Mode: ProjectMode.Autopilot), null, default)).Problem);

        Assert.Equal(["project_rules_changed", "project_created"], (await _bench.Audit.ListAsync(Owner.OrgId, null, 10, default)).Items.Select(e => e.Action));
    }

    [Fact]
    public async Task Archive_AProject_HidesItUntilItIsBroughtBack()
    {
        Project made = await MakeAsync(Owner, new ProjectChange("Cats"));

        Assert.Null((await Projects.ArchiveAsync(Owner, made.Id, null, default)).Problem);
        Assert.DoesNotContain((await Projects.ListAsync(Owner, false, null, 50, default)).Items, project => project.Id == made.Id);
        Assert.Contains((await Projects.ListAsync(Owner, true, null, 50, default)).Items, project => project.Id == made.Id);
        Assert.Null((await Projects.ChangeAsync(Owner, made.Id, new ProjectChange(Archived: false), null, default)).Problem);

        Assert.Contains((await Projects.ListAsync(Owner, false, null, 50, default)).Items, project => project.Id == made.Id);
    }

    [Fact]
    public async Task Archive_TheDefault_IsRefused() =>
        Assert.Equal("default_project", (await Projects.ArchiveAsync(Owner, Project.DefaultIdOf(Owner.OrgId), null, default)).Problem?.Code);

    [Fact]
    public async Task Change_OfAnotherOrganisation_IsNotThere()
    {
        Project made = await MakeAsync(Owner, new ProjectChange("Cats"));
        Principal stranger = new("usr_x", "org_x", Role.Owner);

        Assert.Equal("not_found", (await Projects.ChangeAsync(stranger, made.Id, new ProjectChange("Mine"), null, default)).Problem?.Code);
    }

    private async Task<Project> MakeAsync(Principal caller, ProjectChange change) => Doorstep.Must(await Projects.CreateAsync(caller, change, default));
}
