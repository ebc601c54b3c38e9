using System.Globalization;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Shortloop.Core.Operations;

namespace Shortloop.Functions.Operations;

/// <summary>An audit log as a file, written while it is read: it may be longer than what fits into memory.</summary>
internal sealed class AuditExport(AuditLog audit, string orgId, bool csv) : IResult
{
    private const string Columns = "sequence,at,actor,action,target,detail,formerHash,hash\r\n";

    public async Task ExecuteAsync(HttpContext httpContext)
    {
        HttpResponse response = httpContext.Response;
        response.ContentType = csv ? "text/csv; charset=utf-8" : "application/x-ndjson";
        response.Headers.ContentDisposition = $"attachment; filename=\"audit-{orgId}.{(csv ? "csv" : "ndjson")}\"";
        CancellationToken gone = httpContext.RequestAborted;
        await using var writer = new StreamWriter(response.Body, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), bufferSize: 16 * 1024, leaveOpen: true);
        if (csv)
            await writer.WriteAsync(Columns.AsMemory(), gone);
        await foreach (AuditEntry entry in audit.ReadAllAsync(orgId, gone))
            await writer.WriteAsync((csv ? Row(entry) : Line(entry)).AsMemory(), gone);
    }

    private static string Line(AuditEntry entry) => JsonSerializer.Serialize(AuditEntryView.Of(entry), JsonSerializerOptions.Web) + "\n";

    private static string Row(AuditEntry entry)
    {
        string?[] cells =
        [
            entry.Sequence.ToString(CultureInfo.InvariantCulture), entry.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            entry.CreatedBy, entry.Action, entry.Target, entry.Detail, entry.FormerHash, entry.Hash,
        ];
        return string.Join(',', cells.Select(Cell)) + "\r\n";
    }

    // A table program takes what begins like a formula for one.
    private static string Cell(string? text) => text switch
    {
        null or "" => "",
        ['=' or '+' or '-' or '@' or '\t', ..] => $"\"'{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ when text.AsSpan().IndexOfAny(",\"\r\n") >= 0 => $"\"{text.Replace("\"", "\"\"", StringComparison.Ordinal)}\"",
        _ => text,
    };
}
