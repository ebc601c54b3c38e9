namespace Shortloop.Local.Hosting.Operator;

/// <summary>
/// What an action came to, shown on the page that the browser is sent to after it. The address carries a word of this list and no text,
/// so a made-up link can't put words into the host's mouth.
/// </summary>
internal static class Said
{
    private static readonly Dictionary<string, string> Texts = new(StringComparer.Ordinal)
    {
        ["raised"] = "The event is stored; the orchestration sees it with its next step.",
        ["suspended"] = "The orchestration is asked to pause. What arrives is kept until it is resumed.",
        ["resumed"] = "The orchestration goes on.",
        ["terminated"] = "The orchestration is asked to end.",
        ["restarted"] = "The orchestration was started again with its old input.",
        ["purged"] = "The orchestration and its history are removed.",
        ["finished"] = "Nothing was done: the orchestration had finished in the meantime.",
        ["unfinished"] = "Nothing was done: the orchestration is not finished.",
        ["started"] = "The timer's function is running.",
        ["busy"] = "Nothing was done: the function is running already.",
        ["redriven"] = "Put back at the end of the queue.",
        ["dropped"] = "The dead letter is removed.",
        ["gone"] = "Nothing was done: the message is gone, or a receiver has it.",
    };

    public static string? Text(string? word) => word is null ? null : Texts.GetValueOrDefault(word);
}
