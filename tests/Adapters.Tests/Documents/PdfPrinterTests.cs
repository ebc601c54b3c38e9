using System.Text;
using Shortloop.Adapters.Pdf;
using Shortloop.Core;

namespace Shortloop.Adapters.Tests.Documents;

/// <summary>Notes as PDF: what is in them can be read and copied out again, whatever language it is in.</summary>
public sealed class PdfPrinterTests
{
    private static readonly PdfPrinter Printer = new();

    [Theory]
    [InlineData("Ритм монтажа: съёмка, объём, йога — «кавычки»")]
    [InlineData("¿Qué pasó, señor? ¡Ánimo! El pingüino comió jalapeños")]
    [InlineData("Größe, Übermaß, Straße, Äpfel: „so“ – 5 €")]
    [InlineData("Ελληνικά, Łódź, naïve, œuvre, İstanbul")]
    [InlineData("Smile 😀 and arrows → ← ✓ ★ ♥")]
    public void Print_LettersOfTheLanguages_CanAllBeCopiedAndNoneIsABox(string text)
    {
        (string copied, int boxes) = PdfText.Of(Printer.Print(text, text, $"# {text}\n\n{text}\n\n- **{text}**\n"));

        Assert.Equal(0, boxes);
        Assert.DoesNotContain('\uFFFD', copied);
        Assert.Equal(5, Count(copied, text));
    }

    [Fact]
    public void Print_ComposedAndDecomposedLetters_AreTheSame()
    {
        const string Text = "Größe и йод";

        (string copied, int boxes) = PdfText.Of(Printer.Print("T", "", Text.Normalize(NormalizationForm.FormD)));

        Assert.Equal((0, 1), (boxes, Count(copied, Text)));
    }

    [Fact]
    public void Print_WhatNoFontHas_StandsThereByItsCode()
    {
        // A private letter, which no font has, and a cook: a woman, a joiner, a pan, a variation selector.
        (string copied, int boxes) = PdfText.Of(Printer.Print("T", "", "a\U0010FFF0b \U0001F469\u200D\U0001F373\uFE0F end"));

        Assert.Equal(0, boxes);
        Assert.Contains("a[U+10FFF0]b", Joined(copied), StringComparison.Ordinal);
        Assert.Contains("end", copied, StringComparison.Ordinal);
        Assert.All(["1F469", "1F373"], code => Assert.True(
            Joined(copied).Contains($"[U+{code}]", StringComparison.Ordinal) || copied.Contains(char.ConvertFromUtf32(Convert.ToInt32(code, 16)), StringComparison.Ordinal), code));
    }

    [Fact]
    public void Print_WordLongerThanALine_IsCutBetweenLetters()
    {
        string word = string.Concat(Enumerable.Repeat("😀", 200));

        (string copied, int boxes) = PdfText.Of(Printer.Print("T", "", word));

        Assert.Equal((0, 200), (boxes, Count(copied, "😀")));
    }

    [Fact]
    public void Fonts_WithoutDejaVu_AreTheNextThatIsThere()
    {
        byte[] bytes = File.ReadAllBytes(FontFiles.OfThisMachine.Text.Plain);
        var fonts = new FontFiles(path => path.Contains("Liberation", StringComparison.Ordinal) && path.Contains("truetype", StringComparison.Ordinal), _ => bytes);

        Assert.EndsWith("LiberationSans-Bold.ttf", fonts.Text.Bold, StringComparison.Ordinal);
        Assert.Equal(fonts.Text, fonts.For(new Rune('ж'), bold: false));
    }

    [Fact]
    public void Fonts_LetterThatTheFirstLacks_IsTheSecondsOwn()
    {
        byte[] bytes = File.ReadAllBytes(FontFiles.OfThisMachine.Text.Plain);
        var fonts = new FontFiles(
            path => path.Contains("DejaVu", StringComparison.Ordinal) && path.Contains("truetype", StringComparison.Ordinal) || path.EndsWith("Symbola_hint.ttf", StringComparison.Ordinal),
            path => path.Contains("Symbola", StringComparison.Ordinal) ? bytes : Without(bytes));

        Assert.EndsWith("Symbola_hint.ttf", fonts.For(new Rune('A'), bold: false)!.Plain, StringComparison.Ordinal);
    }

    [Fact]
    public void Fonts_None_SaysWhatToInstall()
    {
        var missing = Assert.Throws<PermanentException>(() => new FontFiles(_ => false, _ => []).Text);

        Assert.Equal("font_missing", missing.Code);
        Assert.Contains("apt-get install fonts-dejavu-core", missing.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Coverage_OfTheMachinesFont_HasWhatItShows()
    {
        HashSet<int> covered = FontCoverage.Of(File.ReadAllBytes(FontFiles.OfThisMachine.Text.Plain));

        Assert.All("Az09äßñ¿жёЙ€→", letter => Assert.Contains(letter, covered));
        Assert.DoesNotContain(0x10FFF0, covered);
        Assert.DoesNotContain(0xFFFF, covered);
    }

    /// <summary>The same font with an empty cmap.</summary>
    private static byte[] Without(byte[] font)
    {
        byte[] copy = [.. font];
        int record = copy.AsSpan().IndexOf("cmap"u8), table = (copy[record + 8] << 24) | (copy[record + 9] << 16) | (copy[record + 10] << 8) | copy[record + 11];
        (copy[table + 2], copy[table + 3]) = (0, 0);
        return copy;
    }

    // Pieces of a line are shown one by one, so blanks say nothing.
    private static string Joined(string text) => text.Replace(" ", "", StringComparison.Ordinal);

    private static int Count(string copied, string text) => Joined(copied).Split(Joined(text)).Length - 1;
}
