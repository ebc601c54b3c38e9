namespace Shortloop.EndToEnd.Isolation;

/// <summary>The least that a caller must be.</summary>
internal enum Least
{
    /// <summary>No sign-in: everybody gets the row's status.</summary>
    Anyone,

    /// <summary>The call itself must bring a proof (a render's token, a signature). The row's call brings none, and its status is how that is refused.</summary>
    Proof,
    Viewer,
    Editor,
    Admin,
    Owner,

    /// <summary>Who operates the installation; no role in an organisation is enough.</summary>
    Operator,
}

/// <summary>
/// How one route is called so that it would work, and who may. Path parameters are filled with fresh things of the organisation, by
/// <see cref="Seed.Planters"/>.
/// </summary>
/// <param name="Operation">The operation id in the API's description: the function's name.</param>
/// <param name="Status">What who may gets.</param>
internal sealed record Row(string Operation, Least Least, int Status)
{
    /// <summary>Sent as JSON; null: no body.</summary>
    public Func<Seed, object>? Body { get; init; }

    /// <summary>The same, for a body that needs something planted.</summary>
    public Func<Seed, Planted, Task<object>>? BodyAsync { get; init; }

    /// <summary>With its question mark.</summary>
    public string Query { get; init; } = "";

    public Dictionary<string, string> Headers { get; init; } = [];

    /// <summary>Path parameters that need another thing than the usual one of their name.</summary>
    public Dictionary<string, Func<Seed, Planted, Task<string>>> Ids { get; init; } = [];

    /// <summary>The answer to a member must hold what was planted; else looking for it in other answers would prove nothing.</summary>
    public bool Shows { get; init; }

    /// <summary>Only for somebody who has signed in: no API key is enough.</summary>
    public bool PeopleOnly { get; init; }

    /// <summary>What somebody gets whose sign-in is no good, where none is needed. Null: as without one.</summary>
    public int? BadSignIn { get; init; }

    /// <summary>What another organisation's owner gets for these ids. Null: 404 where the path holds an id, else as for their own.</summary>
    public int? Foreign { get; init; }
}
