using System.Text;
using Shortloop.Core.Study.Captions;

namespace Shortloop.Core.Tests.Study;

public sealed class CaptionFileTests
{
    private const string Srt = "1\r\n00:00:01,000 --> 00:00:02,500\r\n<i>Hello</i> {\\an8}there.\r\n\r\n2\r\n00:00:03,000 --> 00:00:04,000\r\nTom &amp; Jerry\r\n";

    static CaptionFileTests() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    [Fact]
    public void Read_SubRip_IsPlainTextWithTimes() => Assert.Equal(
        [new Cue(1, 2.5, "Hello there."), new Cue(3, 4, "Tom & Jerry")], Cues(Srt));

    [Fact]
    public void Read_WebVtt_PassesOverNotesStylesAndSettings() => Assert.Equal(
        [new Cue(18.7, 21.5, "This blade has a dark past."), new Cue(3662, 3663, "Late.")],
        Cues("WEBVTT - title\n\nSTYLE\n::cue { color: red }\n\nNOTE\n00:01.000 --> 00:02.000\nnot said\n\nintro\n00:18.700 --> 00:21.500 line:80%\nThis blade has\na dark past.\n\n01:01:02.000 --> 01:01:03.000\nLate."));

    [Fact]
    public void Read_Speakers_AreToldApart() => Assert.Equal(
        [new Cue(0, 1, "Who goes there?", "Mara"), new Cue(1, 2, "A friend: come in.", "JOE"), new Cue(2, 4, "It is 10:30 now.")],
        Cues("WEBVTT\n\n00:00.000 --> 00:01.000\n<v.loud Mara>Who goes there?</v>\n\n00:01.000 --> 00:02.000\nJOE: A friend: come in.\n\n00:02.000 --> 00:04.000\n- It is 10:30 now."));

    [Fact]
    public void Read_TwoSpeakersInOneCue_ShareItsTime() => Assert.Equal(
        [new Cue(0, 2, "Yes?", "ANN"), new Cue(2, 4, "No.", "BEN")],
        Cues("1\n00:00:00,000 --> 00:00:04,000\nANN: Yes?\nBEN: No."));

    [Fact]
    public void Read_RollingCaptions_SayEachWordOnce() => Assert.Equal(
        "so today we talk about cats and dogs",
        string.Join(' ', Cues(
            "WEBVTT\n\n00:00.000 --> 00:02.000\nso today\n\n00:01.000 --> 00:03.000\nso today\nwe<00:01.500><c> talk</c>\n\n00:03.000 --> 00:03.010\nwe talk\n\n00:03.010 --> 00:05.000\nwe talk\nabout cats\n\n00:05.000 --> 00:07.000\nabout cats\nand dogs")
            .Select(cue => cue.Text)));

    [Fact]
    public void Read_OverlapsAndDisorder_ComeOutInOrderWithoutOverlap() => Assert.Equal(
        [new Cue(0, 1, "one"), new Cue(1, 5, "two"), new Cue(6, 7, "three")],
        Cues("1\n00:00:06,000 --> 00:00:07,000\nthree\n\n2\n00:00:00,000 --> 00:00:03,000\none\n\n3\n00:00:01,000 --> 00:00:05,000\ntwo"));

    [Fact]
    public void Read_BlocksWithoutBlankLines_AreStillTold() => Assert.Equal(
        [new Cue(1, 2, "one"), new Cue(2, 3, "two")],
        Cues("1\n00:00:01,000 --> 00:00:02,000\none\n2\n00:00:02,000 --> 00:00:03,000\ntwo"));

    [Fact]
    public void Read_PlainText_HasParagraphsAndNoTimes()
    {
        Transcript transcript = Read(Encoding.UTF8.GetBytes("First line\nof a paragraph.\n\n\nThe second."));
        Assert.False(transcript.Timed);
        Assert.Equal(["First line of a paragraph.", "The second."], transcript.Cues.Select(cue => cue.Text));
    }

    [Theory]
    [InlineData("utf-8", true, "Привет, мир! Schöne Grüße")]
    [InlineData("utf-16", true, "Привет, мир! Schöne Grüße")]
    [InlineData("utf-16", false, "Schöne Grüße from afar")]
    [InlineData("utf-16BE", false, "Schöne Grüße from afar")]
    [InlineData("windows-1251", false, "Привет, мир! Как дела?")]
    [InlineData("windows-1252", false, "Schöne Grüße, mañana será otro día")]
    public void Read_AnyEncoding_IsTheSameText(string name, bool mark, string text)
    {
        Encoding encoding = Encoding.GetEncoding(name);
        byte[] bytes = [.. mark ? encoding.GetPreamble() : [], .. encoding.GetBytes($"1\n00:00:01,000 --> 00:00:02,000\n{text}\n")];
        Assert.Equal(text, Assert.Single(Read(bytes).Cues).Text);
    }

    [Theory]
    [InlineData("", "captions_empty")]
    [InlineData("WEBVTT\n", "captions_empty")]
    [InlineData("WEBVTT\n\n00:00.000 --> 00:01.000\n<c></c>\n", "captions_empty")]
    [InlineData("PK\u0003\u0004\0\0binary\0", "captions_not_text")]
    public void Read_NothingToRead_SaysSo(string text, string code) => Assert.Equal(code, CaptionFile.Read(Encoding.UTF8.GetBytes(text)).Problem?.Code);

    [Fact]
    public void Read_FiftyMegabytes_IsRefused() => Assert.Equal("captions_too_large", CaptionFile.Read(new byte[50 * 1024 * 1024]).Problem?.Code);

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void Read_AnyBytes_IsACaptionFileOrAProblem(int seed)
    {
        var chance = new Random(seed);
        string[] pieces = ["WEBVTT", "\n", "\n\n", "00:00:01,000 --> ", "00:00:02.5", "-->", "<v ", ">", "{\\", "&#x", "1", "\uFEFF", "A: ", "99:99:99,999 --> 00:00:00,000", "слово ", "\r"];
        for (int round = 0; round < 2000; round++)
        {
            string text = string.Concat(Enumerable.Range(0, chance.Next(30)).Select(_ => pieces[chance.Next(pieces.Length)]));
            if (!CaptionFile.Read(Encoding.UTF8.GetBytes(text)).Succeeded(out Transcript? transcript, out Problem? problem))
            {
                Assert.NotEmpty(problem.Message);
                continue;
            }

            Assert.All(transcript.Cues, cue => Assert.True(cue.Text.Length > 0 && cue.Start <= cue.End, $"seed {seed}, round {round}: {text}"));
            Assert.All(transcript.Cues.Zip(transcript.Cues.Skip(1)), pair => Assert.True(pair.First.Start <= pair.Second.Start, $"seed {seed}, round {round}: {text}"));
        }
    }

    private static IReadOnlyList<Cue> Cues(string text) => Read(Encoding.UTF8.GetBytes(text)).Cues;

    private static Transcript Read(byte[] bytes)
    {
        Outcome<Transcript> outcome = CaptionFile.Read(bytes);
        Assert.True(outcome.Succeeded(out Transcript? transcript, out Problem? problem), problem?.Message);
        return transcript;
    }
}
