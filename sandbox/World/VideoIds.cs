using System.Buffers.Binary;
using System.Buffers.Text;

namespace Shortloop.Sandbox.World;

/// <summary>
/// An id says which video it is: creator, day and slot with a check, shuffled by four Feistel rounds keyed by the seed, as the eleven letters of
/// a YouTube id. Nothing has to be remembered, and a made-up id is told from a real one.
/// </summary>
internal sealed class VideoIds(ulong seed)
{
    private const int Rounds = 4;

    public string Encode(int creator, int day, int slot)
    {
        var payload = ((ulong)creator << 22) | ((ulong)day << 5) | (uint)slot;
        Span<byte> bytes = stackalloc byte[8];
        BinaryPrimitives.WriteUInt64BigEndian(bytes, Shuffle((payload << 24) | Check(payload)));
        return Base64Url.EncodeToString(bytes);
    }

    public bool TryDecode(string id, out int creator, out int day, out int slot)
    {
        (creator, day, slot) = (0, 0, 0);
        Span<byte> bytes = stackalloc byte[9];
        if (id.Length != 11 || !Base64Url.IsValid(id) || !Base64Url.TryDecodeFromChars(id, bytes, out var written) || written != 8)
            return false;
        var whole = Unshuffle(BinaryPrimitives.ReadUInt64BigEndian(bytes));
        var payload = whole >> 24;
        if ((whole & 0xFFFFFF) != Check(payload))
            return false;
        (creator, day, slot) = ((int)(payload >> 22), (int)((payload >> 5) & 0x1FFFF), (int)(payload & 31));
        return true;
    }

    private ulong Check(ulong payload) => Dice.Mix(payload ^ Dice.Mix(seed)) & 0xFFFFFF;

    private ulong Shuffle(ulong value)
    {
        var (left, right) = ((uint)(value >> 32), (uint)value);
        for (var round = 0; round < Rounds; round++)
            (left, right) = (right, left ^ Round(right, round));
        return ((ulong)left << 32) | right;
    }

    private ulong Unshuffle(ulong value)
    {
        var (left, right) = ((uint)(value >> 32), (uint)value);
        for (var round = Rounds - 1; round >= 0; round--)
            (left, right) = (right ^ Round(left, round), left);
        return ((ulong)left << 32) | right;
    }

    private uint Round(uint half, int round) => (uint)Dice.Mix(half + (seed * 31) + ((ulong)round << 40));
}
