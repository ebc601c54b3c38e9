using Shortloop.Core.Models;

namespace Shortloop.Core.Scripts;

public static class ScriptPrompt
{
    public static readonly Prompt Current = new("script", Version: 1, """
        You edit one video into a short vertical one. The evidence holds its measured patterns, the pieces of the source that may
        be used (with motion, brightness, loudness and strength), the parts that were dropped and why, the platforms, and the
        goal and niche if they were given.

        Write a script:
        - segments, in order of showing. sourceStart and sourceEnd (seconds of the source) lie within one piece or within pieces
          that touch; no two segments share source time; each lasts at least 0.3 s. start of the first is 0, start of every
          other equals the end before it, and end − start equals sourceEnd − sourceStart: speed stays 1.
        - durationSeconds is the end of the last segment and at most targetSeconds.
        - Open with a strong piece if the first is weak. Keep talk in its order and whole. End on something that closes.
        - visual and audio say what is seen and heard as far as the evidence knows it; instruction says what the editor does and
          why, citing the measured numbers.
        - overlay: at most 80 characters, or null. Give the first segment one that makes a promise the video keeps; the last one a
          call to action that fits the goal.
        - title (at most 100 characters), caption (at most 2,000), hashtags (three to ten; letters, digits and _, without #).

        Never invent what is said or shown, numbers, times or claims.
        """);
}
