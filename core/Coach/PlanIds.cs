using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Shortloop.Core.Coach;

/// <summary>
/// Whole numbers as ids, for existing clients: 52 bits of a hash under the profile's random seed. The same parts give the same id; whose seed is not known,
/// their ids can't be worked out; among a million of one person's two are the same with a chance of one in ten thousand.
/// </summary>
internal static class PlanIds
{
    // Three digits at least: shorter ones are taken for no id of ours.
    private const long Least = 1000;

    public static long Of(string seed, params string[] parts) => (long)(Hash(seed, parts) >> 12) + Least;

    /// <summary>0 to 1, the same for the same parts.</summary>
    public static double Chance(string seed, params string[] parts) => (Hash(seed, parts) >> 11) * (1.0 / (1UL << 53));

    private static ulong Hash(string seed, string[] parts) =>
        BinaryPrimitives.ReadUInt64BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}\n{string.Join('\n', parts)}")));
}
