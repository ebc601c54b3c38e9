using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Engine.Worker;

/// <summary>Name-based UUIDs (RFC 9562 version 5) from instance id, step time and a counter: the same ones the official worker makes.</summary>
internal static class DeterministicGuid
{
    private static readonly byte[] Namespace = Guid.Parse("9e952958-5e33-4daf-827f-2fa12937b875").ToByteArray(bigEndian: true);

    internal static Guid Create(string instanceId, DateTime at, int counter)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"{instanceId}_{at:o}_{counter}");
#pragma warning disable CA5350 // SHA-1 is what version 5 is made of; nothing is protected by it.
        var hash = SHA1.HashData([.. Namespace, .. Encoding.UTF8.GetBytes(name)]);
#pragma warning restore CA5350
        hash[6] = (byte)((hash[6] & 0x0F) | 0x50);
        hash[8] = (byte)((hash[8] & 0x3F) | 0x80);
        return new Guid(hash.AsSpan(0, 16), bigEndian: true);
    }
}
