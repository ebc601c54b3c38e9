using System.Text;
using Microsoft.Azure.Cosmos;
using Microsoft.Azure.Cosmos.Serialization.HybridRow;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.IO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Layouts;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.RecordIO;
using Microsoft.Azure.Cosmos.Serialization.HybridRow.Schemas;

namespace Shortloop.Adapters.Tests.Cosmos.Gateway;

/// <param name="Kind">The service's number: 0 create, 2 read, 4 delete, 5 replace, 20 upsert.</param>
/// <param name="PartitionKey">As in the header; null: the request's own.</param>
internal sealed record BatchRequestRow(int Kind, string? PartitionKey, string? Id, byte[]? Body, string? IfMatch);

/// <param name="Body">Of what was read. Writes bring none: the adapter asks for none.</param>
internal sealed record BatchResultRow(int Status, string? ETag, double Charge, byte[]? Body = null);

/// <summary>The rows of batches, in the service's binary form: its own library reads and writes them, by the schema that the SDK carries.</summary>
internal static class BatchRows
{
    private static readonly LayoutResolverNamespace Resolver = new(Namespace.Parse(Schema()), null);

    public static async Task<List<BatchRequestRow>> ReadAsync(Stream body)
    {
        var rows = new List<BatchRequestRow>();
        Result result = await body.ReadRecordIOAsync(
            (ReadOnlyMemory<byte> record) =>
            {
                rows.Add(Read(record));
                return Result.Success;
            },
            null,
            new MemorySpanResizer<byte>((int)body.Length));
        return result == Result.Success ? rows : throw new InvalidDataException($"The batch can't be read: {result}.");
    }

    public static async Task<byte[]> WriteAsync(IReadOnlyList<BatchResultRow> rows)
    {
        var body = new MemoryStream();
        Result result = await body.WriteRecordIOAsync(default, Next, new MemorySpanResizer<byte>(1024));
        return result == Result.Success ? body.ToArray() : throw new InvalidDataException($"The batch can't be written: {result}.");

        Result Next(long index, out ReadOnlyMemory<byte> record)
        {
            record = index < rows.Count ? Write(rows[(int)index]) : default;
            return Result.Success;
        }
    }

    private static BatchRequestRow Read(ReadOnlyMemory<byte> record)
    {
        var buffer = new RowBuffer(record.Length, null);
        if (!buffer.ReadFrom(record.Span, HybridRowVersion.V1, Resolver))
            throw new InvalidDataException("An operation of the batch can't be read.");
        var reader = new RowReader(ref buffer);
        (int kind, string? key, string? id, byte[]? body, string? ifMatch) = (-1, null, null, null, null);
        while (reader.Read())
            _ = reader.Path.ToString() switch
            {
                "operationType" => reader.ReadInt32(out kind),
                "partitionKey" => reader.ReadString(out key),
                "id" => reader.ReadString(out id),
                "resourceBody" => reader.ReadBinary(out body),
                "ifMatch" => reader.ReadString(out ifMatch),
                _ => Result.Success,
            };
        return new BatchRequestRow(kind, key, id, body, ifMatch);
    }

    private static byte[] Write(BatchResultRow row)
    {
        var resizer = new MemorySpanResizer<byte>(256);
        var buffer = new RowBuffer(256, resizer);
        Schema schema = Resolver.Namespace.Schemas.Single(one => one.Name == "BatchResult");
        buffer.InitLayout(HybridRowVersion.V1, Resolver.Resolve(schema.SchemaId), Resolver);
        Result result = RowWriter.WriteBuffer(ref buffer, row, WriteFields);
        return result == Result.Success ? buffer.AsSpan().ToArray() : throw new InvalidDataException($"A result of the batch can't be written: {result}.");
    }

    private static Result WriteFields(ref RowWriter writer, TypeArgument type, BatchResultRow row)
    {
        Result result = writer.WriteInt32("statusCode", row.Status);
        if (result == Result.Success && row.ETag is not null)
            result = writer.WriteString("eTag", row.ETag);
        if (result == Result.Success && row.Body is not null)
            result = writer.WriteBinary("resourceBody", row.Body);
        return result == Result.Success ? writer.WriteFloat64("requestCharge", row.Charge) : result;
    }

    private static string Schema()
    {
        using Stream json = typeof(CosmosClient).Assembly.GetManifestResourceStream("Microsoft.Azure.Cosmos.Batch.HybridRowBatchSchemas.json")!;
        return new StreamReader(json, Encoding.UTF8).ReadToEnd();
    }
}
