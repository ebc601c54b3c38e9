using Shortloop.Adapters.Builtin;
using Shortloop.Core.Models;
using Shortloop.Core.Study.Captions;
using Shortloop.Core.Study.Notes;
using Shortloop.Core.Study.Transcripts;

namespace Shortloop.Adapters.Tests.Builtin;

/// <summary>Notes by the built-in analyst, through the pipeline that checks every answer.</summary>
public sealed class NoteAuthorTests
{
    private static readonly ModelPipeline Pipeline = new(new BuiltinAnalyst());

    private static readonly (string Language, string[] Topics)[] Talks =
    [
        ("en",
        [
            "The kiln must be heated slowly. Clay that dries too fast will crack in the kiln. Every potter learns to wait for the clay. A glaze melts at twelve hundred degrees. The glaze seals the clay against water. Potters test each glaze on a small tile. A kiln full of pots cools for a whole night.",
            "Sourdough bread needs a living starter. The starter is flour and water with wild yeast. Feed the starter every morning with fresh flour. Bakers fold the dough three times in an hour. The dough rises until it has doubled. A hot oven gives the bread its crust. Steam in the oven keeps the crust thin.",
            "A violin string is tuned in fifths. The bow pulls the string with rosin. Players press the string against the fingerboard. A violin bow is strung with horse hair. Rosin makes the hair of the bow grip. The bridge carries the sound of the string into the body. Old violins have a thinner body.",
        ]),
        ("de",
        [
            "Der Ofen muss langsam erhitzt werden. Ton, der zu schnell trocknet, reißt im Ofen. Jeder Töpfer wartet auf den Ton. Die Glasur schmilzt bei zwölfhundert Grad. Die Glasur schützt den Ton vor Wasser.",
            "Sauerteig braucht einen lebendigen Ansatz. Der Ansatz besteht aus Mehl und Wasser. Füttere den Ansatz jeden Morgen mit frischem Mehl. Bäcker falten den Teig dreimal in der Stunde. Der Teig geht auf, bis er doppelt so groß ist.",
        ]),
        ("es",
        [
            "El horno debe calentarse despacio. La arcilla que seca rápido se rompe en el horno. Cada alfarero espera a la arcilla. El esmalte se funde a mil doscientos grados. El esmalte protege la arcilla del agua.",
            "El pan de masa madre necesita un cultivo vivo. El cultivo es harina y agua con levadura. Alimenta el cultivo cada mañana con harina fresca. Los panaderos pliegan la masa tres veces. La masa sube hasta doblar su tamaño.",
        ]),
        ("ru",
        [
            "Печь нужно нагревать медленно. Глина, которая сохнет слишком быстро, трескается в печи. Каждый гончар ждёт глину. Глазурь плавится при тысяче двухстах градусах. Глазурь защищает глину от воды.",
            "Хлебу на закваске нужна живая закваска. Закваска состоит из муки и воды. Кормите закваску каждое утро свежей мукой. Пекари складывают тесто три раза. Тесто поднимается, пока не станет вдвое больше.",
        ]),
    ];

    public static TheoryData<string> Languages => [.. Talks.Select(talk => talk.Language)];

    [Theory]
    [MemberData(nameof(Languages))]
    public async Task Note_OfATalk_RestsOnItsSentences(string code)
    {
        IReadOnlyList<Sentence> said = Sentences.Of(Talk(code, rounds: 6));
        TalkLanguage language = TalkLanguage.Of(said.Select(sentence => sentence.Text));
        Assert.Equal(code, language.Code);
        List<WrittenSection> written = [];
        int first = 0;
        foreach (Chapter chapter in Chapters.Of(said, language.Terms))
        {
            var request = new SectionRequest(code, [.. chapter.Sentences.Select((sentence, at) => new SaidSentence(first + at, sentence.Text, sentence.Speaker))]);
            SectionContent section = (await Pipeline.AskAsync<SectionContent>(
                NotePrompts.Section, request, content => NoteChecks.Problems(content, request), TestContext.Current.CancellationToken)).Value;
            Assert.NotEmpty(section.Questions);
            // A cloze question filled with its answer is what was said.
            Assert.All(section.Questions, question => Assert.Equal(said[question.Sentence].Text, question.Question.Replace("_____", question.Answer, StringComparison.Ordinal)));
            Assert.All(section.Points, point => Assert.Equal(said[point.Sentence].Text, point.Text));
            written.Add(new WrittenSection(section.Title, section.Summary, [.. section.Terms.Select(term => term.Term)]));
            first += chapter.Sentences.Count;
        }

        Assert.Equal(said.Count, first);
        var overview = (await Pipeline.AskAsync<OverviewContent>(
            NotePrompts.Overview, new OverviewRequest(code, null, written), NoteChecks.Problems, TestContext.Current.CancellationToken)).Value;
        Assert.NotEmpty(overview.Subject);
    }

    [Fact]
    public void Chapters_OfATalkThatChangesItsSubject_BeginWhereItDoes()
    {
        // 42 sentences a subject: six rounds of seven.
        IReadOnlyList<Sentence> said = Sentences.Of(Talk("en", rounds: 6));
        int[] starts = [.. Chapters.Of(said, TalkLanguage.ByCode("en").Terms).Select(chapter => said.ToList().IndexOf(chapter.Sentences[0]))];
        Assert.All((int[])[42, 84], change => Assert.Contains(starts, start => Math.Abs(start - change) <= 3));
    }

    [Fact]
    public void Sentences_WithoutPunctuation_EndAtPauses()
    {
        Transcript transcript = new(
            [new(0, 3, "so today we look at how clay dries"), new(3, 5, "and why it cracks"), new(7, 9, "the first thing is the water in it")], Timed: true);
        Assert.Equal(
            ["so today we look at how clay dries and why it cracks", "the first thing is the water in it"], Sentences.Of(transcript).Select(sentence => sentence.Text));
        Assert.Equal([0.0, 7.0], Sentences.Of(transcript).Select(sentence => sentence.Start));
    }

    [Fact]
    public void Sentences_AcrossCues_KeepTheirTimes()
    {
        Transcript transcript = new([new(10, 12, "It costs 3.5 euros. Dr. Mara"), new(12, 14, "says so. Is it true?")], Timed: true);
        IReadOnlyList<Sentence> sentences = Sentences.Of(transcript);
        Assert.Equal(["It costs 3.5 euros.", "Dr. Mara says so.", "Is it true?"], sentences.Select(sentence => sentence.Text));
        Assert.InRange(sentences[1].Start, 11, 12);
        Assert.InRange(sentences[1].End, 12.5, 13.5);
    }

    private static Transcript Talk(string code, int rounds)
    {
        List<Cue> cues = [];
        foreach (string topic in Talks.First(talk => talk.Language == code).Topics)
            for (int round = 0; round < rounds; round++)
                cues.AddRange(topic.Split(". ").Select((text, at) => new Cue(0, 0, text.TrimEnd('.') + ".")));
        return new Transcript([.. cues.Select((cue, at) => cue with { Start = at * 4, End = (at * 4) + 3.5 })], Timed: true);
    }
}
