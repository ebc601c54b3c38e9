using Shortloop.Core.Planner.Agents;
using Shortloop.Core.Planner.Items;

namespace Shortloop.Adapters.Builtin.Planner;

/// <summary>
/// A hook is a first sentence of its format and a second one that turns it: 8 × 24 pairs a format and topic. A slot's number says where in this
/// repertoire it begins; what is too close to a hook that is taken is passed over.
/// </summary>
internal static class HookAuthor
{
    public static HooksAnswer Write(HooksRequest request)
    {
        Phrases phrases = Phrases.Of(request.Brief.Language);
        var taken = request.Taken.Select(hook => new HookShape("", hook, request.Brief.Language)).ToList();
        var written = new List<WrittenHook>();
        foreach (HookSlot slot in request.Slots)
        {
            (string hook, string angle) = Choose(phrases, request.Brief, slot, taken);
            taken.Add(new HookShape(slot.Id, hook, request.Brief.Language));
            written.Add(new WrittenHook(
                slot.Id, hook, angle, Evidence(request.Brief, slot),
                $"Format {slot.Format.Replace('_', ' ')} on “{slot.Topic}”, turned by {angle}; unlike {taken.Count - 1} other hooks."));
        }

        return new HooksAnswer(written, written.Select(hook => hook.Confidence).DefaultIfEmpty(0.5).Average(), "Pairs of sentences of the built-in repertoire, chosen so that none comes near another.");
    }

    private static (string Hook, string Angle) Choose(Phrases phrases, PlanBrief brief, HookSlot slot, List<HookShape> taken)
    {
        IReadOnlyList<string> leads = phrases.Under(slot.Format);
        int pairs = leads.Count * phrases.Payoffs.Count;
        (string Hook, string Angle, double Most) best = ("", "", double.MaxValue);
        for (int step = 0; step < pairs; step++)
        {
            (string hook, string angle) = Pair(phrases, leads, slot, (slot.Variant + step) % pairs);
            if (hook.Length > HooksCheck.LongestHook || brief.FindAvoided(hook) is not null)
                continue;
            var shape = new HookShape(slot.Id, hook, brief.Language);
            double most = taken.Select(other => shape.To(other).Most).DefaultIfEmpty(0).Max();
            // Well below the guard's own bound: embeddings see more than words and letters do.
            if (most < Nearness.MostShared * 0.85)
                return (hook, angle);
            if (most < best.Most)
                best = (hook, angle, most);
        }

        return best.Hook.Length > 0 ? (best.Hook, best.Angle) : (Phrases.Capital(slot.Topic), "plain");
    }

    // Every lead once before one comes again, and then with another second sentence.
    private static (string Hook, string Angle) Pair(Phrases phrases, IReadOnlyList<string> leads, HookSlot slot, int number)
    {
        int lead = number % leads.Count;
        (string angle, string payoff) = phrases.Payoffs[((number / leads.Count * 5) + (lead * 7) + (slot.Format.Length * 3)) % phrases.Payoffs.Count];
        return ($"{Phrases.Fill(leads[lead], slot.Topic)} {payoff}", angle);
    }

    // What the organisation's own texts and posts speak of is on firmer ground.
    private static double Evidence(PlanBrief brief, HookSlot slot)
    {
        bool known = brief.Knowledge.Any(passage => passage.Text.Contains(slot.Topic, StringComparison.OrdinalIgnoreCase));
        bool won = brief.Winners.Any(winner => winner.Format == slot.Format || winner.Caption.Contains(slot.Topic, StringComparison.OrdinalIgnoreCase));
        return Math.Round(0.5 + (known ? 0.15 : 0) + (won ? 0.2 : 0), 2);
    }
}
