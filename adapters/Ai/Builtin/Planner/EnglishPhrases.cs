namespace Shortloop.Adapters.Builtin.Planner;

/// <summary>What the built-in analyst writes plans with, in English. {t} is the topic, {T} the topic at the beginning of a sentence.</summary>
internal static class EnglishPhrases
{
    public const string Text = """
        # quick_tip
        One small change makes {t} easier.
        {T} in under a minute: start here.
        The shortcut for {t} that I use every day.
        Do this before you begin with {t}.
        {T} gets simpler once you know this trick.
        Here is the fastest way into {t}.
        A tip about {t} that fits on a sticky note.
        Keep this in your pocket for {t}.
        # mistake
        Stop making this mistake with {t}.
        {T}: the error almost everyone repeats.
        What ruined {t} for me at first.
        You are probably overdoing {t}.
        This habit quietly spoils {t}.
        I did {t} wrong for years.
        {T} fails for one boring reason.
        The wrong first step in {t} costs you hours.
        # myth
        {T}: forget what you were told.
        The biggest myth about {t}, tested.
        No, {t} is not as hard as people say.
        People still believe this about {t}.
        We checked a popular claim about {t}.
        {T} without the legend around it.
        Old advice about {t} that no longer holds.
        Is that rumour about {t} even true?
        # listicle
        Three things nobody mentions about {t}.
        {T}: five ideas for this week.
        Four signs that you understand {t}.
        Seven words that explain {t}.
        My top three tools for {t}.
        {T} from A to C: three letters, three lessons.
        Two rules and one exception in {t}.
        A checklist of six points for {t}.
        # story
        The day {t} changed my mind.
        How a stranger taught me {t}.
        I almost gave up on {t}.
        {T} and the evening it all went wrong.
        My very first attempt at {t}.
        A customer asked about {t}, and I had no answer.
        What happened after thirty days of {t}.
        {T}: a short story with a surprising end.
        # question
        Would you try {t} like this?
        What do you really know about {t}?
        {T}: love it or leave it?
        How much time do you give {t}?
        Who showed you {t} first?
        Can you spot what is special about {t} here?
        If you could ask one thing about {t}, what would it be?
        Why does {t} divide so many people?
        # comparison
        {T}: cheap against expensive.
        Beginner or expert: {t} side by side.
        {T} then and now.
        Two ways to do {t}, one clear winner.
        Slow or quick: which {t} is better?
        I compared {t} at home and outside.
        Half the effort, same result? {T} put to the test.
        The popular version of {t} meets the quiet alternative.
        # behind_the_scenes
        What you never see of {t}.
        Come behind the scenes of {t} with me.
        A whole day of {t} in thirty seconds.
        This is how {t} looks when the camera is off.
        The messy part of {t}, uncut.
        My desk, my notes, my {t}.
        Before you watch {t}, watch this preparation.
        The people who make {t} possible.
        # challenge
        Seven days of {t}: are you in?
        I dare you to rethink {t} tonight.
        Can I manage {t} with one hand?
        {T} with nothing but what lies around.
        One rule, ten minutes, {t}.
        Day one of my {t} experiment.
        Blindfolded: how far do I get with {t}?
        Beat my time at {t}.
        # tutorial
        {T}, step by step.
        Learn {t} from scratch with me.
        How to set up {t} properly.
        {T} explained without jargon.
        From zero to your first {t}.
        Watch my hands: this is {t}.
        The complete routine for {t}, slowed down.
        Everything about {t} that a beginner needs today.
        # payoff curiosity
        The last part surprised even me.
        Wait for the detail at the end.
        Hardly anyone looks at this corner.
        Guess the answer before I show it.
        # payoff ease
        It takes less than five minutes.
        No equipment, no excuses.
        You can copy it one to one.
        Even a tired brain can follow along.
        # payoff proof
        See the result with your own eyes.
        I filmed every single try.
        Here is what was left afterwards.
        The before and after say it all.
        # payoff urgency
        Try it before the weekend.
        Save this for tomorrow morning.
        Better to know it today than next year.
        Start tonight, thank yourself later.
        # payoff community
        Tell me how you do it.
        Half of you disagreed last time.
        Send this to the friend who needs it.
        Your comments gave me the idea.
        # payoff contrast
        Sounds odd, works anyway.
        Less is more, and this shows why.
        The opposite of what I expected.
        Simple beats perfect, again.
        # beats quick_tip
        Show the usual way with {t} and where it gets slow.
        Make the one change, close up.
        Show the same moment again, now done faster.
        # beats mistake
        Show the mistake with {t} as it usually happens.
        Say in one sentence what it leads to.
        Show what to do instead, from start to finish.
        # beats myth
        Say the claim about {t} as people tell it.
        Test it in front of the camera.
        Say what you saw, and what you did not.
        # beats listicle
        Open on the strongest point about {t}.
        Give each further point one picture and one sentence.
        End on the point that people can use at once.
        # beats story
        Begin in the middle of the moment with {t}.
        Go back and say how it came to that.
        Say what you do differently since then.
        # beats question
        Ask the question about {t} straight into the camera.
        Show two answers that are both possible.
        Give your own answer and ask for theirs.
        # beats comparison
        Show both sides of {t} next to each other.
        Compare one thing at a time: time, effort, result.
        Say which one you keep, and for whom the other one is.
        # beats behind_the_scenes
        Show the finished {t} for one second.
        Go back to the preparation that nobody sees.
        Show the moment when it nearly failed.
        # beats challenge
        Say the rule of the challenge with {t}.
        Show the attempt with a clock in the picture.
        Show the result honestly and invite others.
        # beats tutorial
        Show the goal of {t} first.
        Go through the steps in order, one picture each.
        Show the finished result and the most common slip.
        # caption
        {h} More about {t} on this channel.
        Today: {t}. {h}
        {h} What is your experience with {t}?
        {t}, as we do it. {h}
        # cta
        Save this for later.
        Follow for more about {t}.
        Tell us below how you do it.
        Send it to someone who needs this.
        Which part should we show next?
        Try it and show us the result.
        # visual
        Close-up of the hands at work, daylight from the side
        The face in half profile, looking into the camera
        The whole table from above
        A slow move towards the object
        Two pictures side by side
        The finished result, turned once around
        A detail that fills the picture
        The room from the doorway, somebody at work
        """;
}
