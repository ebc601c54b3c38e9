using Shortloop.Core.Study.Notes;

namespace Shortloop.Core.Tests.Study;

public sealed class NoteTextTests
{
    [Fact]
    public void Compose_TimesAndText_AreLinksAndPlain()
    {
        var section = new NoteSection(
            "Fire & [[Clay]]", 0, 4000, "", [new("It said <b>stop</b> # now", 3661.9)], [new("Kiln", "An oven.", 61)], [new("_____ is hot", "The kiln", null)]);

        string text = NoteText.Compose("All of it.", [section], "en", at => $"https://example.com/v?t={(int)at}");

        Assert.Equal(
            """
            All of it.

            ## Fire & \[\[Clay\]\] [0:00](https://example.com/v?t=0)

            - It said \<b\>stop\</b\> \# now [1:01:01](https://example.com/v?t=3661)

            ## Key terms

            - **Kiln**: An oven. [1:01](https://example.com/v?t=61)

            ## Questions

            - \_\_\_\_\_ is hot
              - The kiln

            """.ReplaceLineEndings("\n"), text);
        Assert.Empty(NoteLinks.Find(text));
    }
}
