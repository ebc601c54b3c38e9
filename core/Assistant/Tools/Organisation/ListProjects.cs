using Shortloop.Core.Accounts;
using Shortloop.Core.Ports;
using Shortloop.Core.Projects;

namespace Shortloop.Core.Assistant.Tools.Organisation;

public sealed record ProjectItem(string Id, string Name, ProjectMode Mode, string Niche, IReadOnlyList<string> Topics, string ContentLanguage, bool Default);

public sealed class ListProjects(Projects.Projects projects) : AssistantTool<NoInput>
{
    public override string Name => "list_projects";

    public override string Title => "List projects";

    public override string Description => "Projects, with mode (approval or autopilot), niche, topics and content language.";

    protected override async Task<Outcome<ToolAnswer>> RunAsync(Principal caller, NoInput input, CancellationToken cancellation)
    {
        Page<Project> page = await projects.ListAsync(caller, archived: false, null, Limits.Most, cancellation);
        ProjectItem[] items = [.. page.Items.Select(p => new ProjectItem(p.Id, p.Name, p.Mode, p.Niche, p.Topics, p.ContentLanguage, p.IsDefault))];
        return new ToolAnswer(
            Listed.Of(items, page.Next is not null),
            Card.Of("projects", "Projects", items, item => new CardRow(item.Name, item.Niche, Say.Word(item.Mode), $"/projects/{item.Id}"), "There is no project."));
    }
}
