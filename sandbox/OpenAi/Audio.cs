using System.Buffers.Binary;
using System.Text;
using System.Text.Json;

namespace Shortloop.Sandbox.OpenAi;

/// <summary>
/// Speech and transcription: a tone for each word, and the words themselves in the file's comment (RIFF, LIST INFO ICMT). What was spoken here is
/// understood here; of any other sound it says that it can't make words out.
/// </summary>
internal static class Audio
{
    private const int SamplesPerSecond = 16_000;
    private const double SecondsPerWord = 0.4;
    private const int LongestText = 4096;
    private const int HeaderBytes = 44;

    public static IResult Speak(JsonElement body)
    {
        if (body.Text("input") is not { Length: > 0 and <= LongestText } text)
            return OpenAiErrors.Invalid($"input must have 1 to {LongestText} characters.");
        return body.Text("voice") is null or "" || body.Text("model") is null or ""
            ? OpenAiErrors.Invalid("model and voice are required.")
            : Results.Bytes(Wav(text), "audio/wav");
    }

    public static async Task<IResult> TranscribeAsync(HttpContext http)
    {
        if (!http.Request.HasFormContentType)
            return OpenAiErrors.Invalid("Send the file as multipart/form-data.");
        var form = await http.Request.ReadFormAsync(http.RequestAborted);
        if (form.Files.GetFile("file") is not { Length: > 0 } file)
            return OpenAiErrors.Invalid("file is required.");
        using var bytes = new MemoryStream();
        await file.CopyToAsync(bytes, http.RequestAborted);
        var text = Read(bytes.ToArray());
        var parts = Parts(text);
        return Results.Json(new
        {
            task = "transcribe",
            language = "english",
            duration = parts.Count == 0 ? 0 : parts[^1].End,
            text,
            segments = parts.Select((part, index) => new
            {
                id = index,
                seek = 0,
                start = part.Start,
                end = part.End,
                text = part.Text,
                tokens = Array.Empty<int>(),
                temperature = 0.0,
                avg_logprob = -0.1,
                compression_ratio = 1.0,
                no_speech_prob = 0.01,
            }),
        });
    }

    private static byte[] Wav(string text)
    {
        var words = Count(text);
        var samples = (int)(words * SecondsPerWord * SamplesPerSecond);
        var comment = Encoding.UTF8.GetBytes(text + (text.Length % 2 == 0 ? "\0\0" : "\0"));
        var padded = comment.Length + (comment.Length % 2);
        var wav = new byte[HeaderBytes + (samples * 2) + 8 + 4 + 8 + padded];
        Write(wav, 0, "RIFF", wav.Length - 8);
        "WAVEfmt "u8.CopyTo(wav.AsSpan(8));
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(16), 16);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(20), 1);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(22), 1);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(24), SamplesPerSecond);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(28), SamplesPerSecond * 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(32), 2);
        BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(34), 16);
        Write(wav, 36, "data", samples * 2);
        for (var at = 0; at < samples; at++)
        {
            var within = (double)at / SamplesPerSecond % SecondsPerWord / SecondsPerWord;
            var loud = Math.Sin(Math.PI * Math.Min(1, within / 0.8)) * 8000;
            BinaryPrimitives.WriteInt16LittleEndian(wav.AsSpan(HeaderBytes + (at * 2)), (short)(Math.Max(0, loud) * Math.Sin(2 * Math.PI * 180 * at / SamplesPerSecond)));
        }

        var list = HeaderBytes + (samples * 2);
        Write(wav, list, "LIST", 4 + 8 + padded);
        "INFO"u8.CopyTo(wav.AsSpan(list + 8));
        Write(wav, list + 12, "ICMT", padded);
        comment.CopyTo(wav.AsSpan(list + 20));
        return wav;
    }

    private static string Read(byte[] wav)
    {
        var at = wav.AsSpan().IndexOf("ICMT"u8);
        if (!wav.AsSpan().StartsWith("RIFF"u8) || at < 0 || at + 8 > wav.Length)
            return "";
        var length = Math.Clamp(BinaryPrimitives.ReadInt32LittleEndian(wav.AsSpan(at + 4)), 0, wav.Length - at - 8);
        return Encoding.UTF8.GetString(wav, at + 8, length).TrimEnd('\0');
    }

    private static List<(double Start, double End, string Text)> Parts(string text)
    {
        var parts = new List<(double, double, string)>();
        var begin = 0.0;
        foreach (var sentence in text.Split(['.', '!', '?'], StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries))
        {
            var end = begin + (Count(sentence) * SecondsPerWord);
            parts.Add((Math.Round(begin, 3), Math.Round(end, 3), sentence));
            begin = end;
        }

        return parts;
    }

    private static int Count(string text) => Math.Max(1, text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Length);

    private static void Write(byte[] wav, int at, string name, int length)
    {
        Encoding.ASCII.GetBytes(name).CopyTo(wav, at);
        BinaryPrimitives.WriteInt32LittleEndian(wav.AsSpan(at + 4), length);
    }
}
