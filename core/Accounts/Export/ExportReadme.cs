using System.Globalization;
using System.Text;
using Shortloop.Core.Organisations;

namespace Shortloop.Core.Accounts.Export;

/// <summary>The file in an archive that explains the others.</summary>
internal static class ExportReadme
{
    public static string Write(IReadOnlyList<OwnOrganisation> organisations, DateTimeOffset now)
    {
        var text = new StringBuilder();
        text.AppendLine(CultureInfo.InvariantCulture, $"Everything that Shortloop keeps about you, as of {now.UtcDateTime:yyyy-MM-dd HH:mm} UTC.");
        text.AppendLine();
        text.AppendLine("you/                       your profile (users), ways to sign in (logins), signed-in devices (sessions),");
        text.AppendLine("                           notices, API keys and memberships, daily plans and what was learned from them (coach)");
        text.AppendLine("organisations/ID/*.json    what the organisation made: videos, patterns, strategies, scripts, edits, renders, posts,");
        text.AppendLine("                           metrics, jobs, connected accounts, projects, brand, credits (ledger), audit");
        text.AppendLine("organisations/ID/media/    its files: originals (.video is whatever format you uploaded), pictures, renders");
        text.AppendLine();
        text.AppendLine("Each .json file is a list with one document a line; times are UTC. A kind of which there is nothing has no file.");
        text.AppendLine("Left out are passwords' hashes, keys and tokens: they are of use to thieves only.");
        text.AppendLine();
        text.AppendLine("Your organisations:");
        foreach (OwnOrganisation organisation in organisations)
            text.AppendLine(CultureInfo.InvariantCulture, $"- {organisation.Id}  {organisation.Name}{(organisation.OnlyOwner ? "" : "  (shared: only your membership is in here)")}");
        return text.ToString();
    }
}
