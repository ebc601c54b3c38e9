using Microsoft.AspNetCore.Http;
using Shortloop.Core.Ports;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <summary>Transactional batches, and the bundles of single writes that a bulk client makes.</summary>
internal static class GatewayBatches
{
    public static async Task<GatewayAnswer> AnswerAsync(HttpRequest request, GatewayContainer container, MemoryStream body, Lock gate)
    {
        List<BatchRequestRow> rows = await BatchRows.ReadAsync(body);
        if (body.Length > DocumentRules.MaxBytes + (rows.Count * 512))
            return GatewayAnswer.Refusal(413, "RequestEntityTooLarge");
        bool atomic = GatewayDocuments.Flag(request, "x-ms-cosmos-batch-atomic");
        string? partition = GatewayDocuments.PartitionOf(request.Headers["x-ms-documentdb-partitionkey"]);
        List<BatchResultRow> results;
        lock (gate)
            results = container.Together(() =>
            {
                List<BatchResultRow> done = Apply(container, rows, partition, atomic);
                return (done, !atomic || done.All(IsDone));
            });
        return new GatewayAnswer(results.All(IsDone) ? 200 : 207, await BatchRows.WriteAsync(results), Charge: results.Sum(result => result.Charge));
    }

    private static bool IsDone(BatchResultRow result) => result.Status is >= 200 and < 300;

    private static List<BatchResultRow> Apply(GatewayContainer container, List<BatchRequestRow> rows, string? partition, bool atomic)
    {
        var results = new List<BatchResultRow>();
        foreach (BatchRequestRow row in rows)
        {
            GatewayAnswer answer = One(container, row, GatewayDocuments.PartitionOf(row.PartitionKey) ?? partition!);
            results.Add(new BatchResultRow(answer.Status, answer.ETag, answer.Charge, row.Kind == 2 && answer.Status == 200 ? answer.Body : null));
            if (!atomic || IsDone(results[^1]))
                continue;
            // Everything else depended on it: what came before is undone, what comes after is not tried.
            return [.. rows.Select((_, n) => n == results.Count - 1 ? results[^1] : new BatchResultRow(424, null, 0))];
        }

        return results;
    }

    private static GatewayAnswer One(GatewayContainer container, BatchRequestRow row, string partition) => row.Kind switch
    {
        0 => container.Create(partition, row.Body!),
        2 => container.Read(partition, row.Id!, long.MaxValue),
        4 => container.Delete(partition, row.Id!, row.IfMatch),
        5 => container.Replace(partition, row.Id!, row.Body!, row.IfMatch),
        20 => container.Upsert(partition, row.Body!),
        _ => GatewayAnswer.Refusal(400, "BadRequest"),
    };
}
