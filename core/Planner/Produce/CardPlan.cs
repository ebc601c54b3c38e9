using Shortloop.Core.Planner.Items;
using Shortloop.Core.Scripts;

namespace Shortloop.Core.Planner.Produce;

/// <summary>A film of cards: a background for each shot of the storyboard; its texts are laid over it by the edit, where they can be changed.</summary>
/// <param name="Shots">Seconds of each.</param>
public sealed record CardPlan(IReadOnlyList<double> Shots)
{
    /// <summary>Of the whole film.</summary>
    public double Seconds => Shots.Sum();

    public static CardPlan Of(MonthItem item) => new([.. item.Storyboard.Select(shot => Math.Round(Math.Clamp(shot.Seconds, 1, 20), 1))]);

    /// <summary>All shots in order: nothing is left out, and nothing has to be written.</summary>
    public ScriptContent Script(MonthItem item)
    {
        var segments = new List<ScriptSegment>();
        double at = 0;
        foreach ((int index, StoryboardShot shot) in item.Storyboard.Index())
        {
            double end = Times.Round(at + Shots[index]);
            segments.Add(new ScriptSegment(at, end, shot.Visual, shot.Voice, shot.Text.Length > 0 ? shot.Text : null, "Card of the storyboard.", at, end));
            at = end;
        }

        return new ScriptContent(item.OpeningText(), item.Caption, item.Hashtags, segments, at);
    }
}
