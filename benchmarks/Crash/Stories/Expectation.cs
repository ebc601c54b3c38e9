namespace Shortloop.Crash.Stories;

/// <summary>What must come out of a story.</summary>
internal sealed record Expectation
{
    public required string Id { get; init; }

    /// <summary>The result, word by word: each place with what may stand there.</summary>
    public required IReadOnlyList<IReadOnlyList<string>> Said { get; init; }

    public required bool Fails { get; init; }

    /// <summary>Every activity's key with the number of runs that are right without a kill, children's included.</summary>
    public required IReadOnlyDictionary<string, int> Runs { get; init; }

    public required IReadOnlyList<Expectation> Children { get; init; }

    /// <summary>Set by the last generation; null if it sets none.</summary>
    public required string? CustomStatus { get; init; }

    public required DecisionCounts LastGeneration { get; init; }

    public string Status => Fails ? "Failed" : "Completed";

    public bool Allows(IReadOnlyList<string> said) => said.Count == Said.Count && said.Zip(Said).All(place => place.Second.Contains(place.First));
}

/// <summary>How many decisions the history of a story's last generation must hold. Only retries make the number of activities uncertain.</summary>
internal sealed record DecisionCounts(int LeastActivities, int MostActivities, int Children, int Sent);
