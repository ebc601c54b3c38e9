namespace Shortloop.Sqlite;

/// <summary>A file can't be used. The message names the file and tells a person what to do.</summary>
public sealed class SqliteFileException(SqliteFault fault, string message, Exception? inner = null) : IOException(message, inner)
{
    public SqliteFault Fault { get; } = fault;

    /// <summary>Worth another try: nothing is wrong with the file itself.</summary>
    public bool Passes => Fault is SqliteFault.Busy or SqliteFault.Full or SqliteFault.Disk;
}

public enum SqliteFault
{
    /// <summary>The file or its folder can't be opened or made.</summary>
    CannotOpen,

    /// <summary>The file or its folder may not be written.</summary>
    ReadOnly,

    /// <summary>Another process writes to the file and did not end in time. It passes.</summary>
    Busy,

    /// <summary>The disk is full. It passes when there is space again; what was being written is not there.</summary>
    Full,

    /// <summary>The disk did not do what it was told.</summary>
    Disk,

    /// <summary>Pages of the file are not what they were, or some are missing.</summary>
    Damaged,

    /// <summary>A sound file, or none of SQLite's, that belongs to somebody else.</summary>
    Foreign,

    /// <summary>Written by a newer version of the program.</summary>
    Newer,

    /// <summary>Something in the statement itself; see the inner exception.</summary>
    Other,
}
