using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace Shortloop.Sqlite;

/// <summary>
/// Lets SQLite wait as short as it means to. The native library at hand is built without HAVE_USLEEP, so on Unix every wait of some microseconds for a
/// neighbour's lock on the write-ahead log becomes a whole second. This registers the default file layer once more with a sleep of our own
/// (https://www.sqlite.org/c3ref/vfs.html); everything else in it stays the library's. Waits for another process's write lock go on in whole seconds.
/// </summary>
internal static unsafe partial class ShortSleeps
{
    internal const string Name = "unix-short-sleeps";

    private const string Library = "e_sqlite3";

    /// <summary>Once, before the first connection is opened.</summary>
    internal static void Use()
    {
        if (OperatingSystem.IsWindows()) return;
        var given = Find(null);
        // Kept for as long as the process lives: connections point to it.
        var own = (FileLayer*)NativeMemory.Alloc((nuint)sizeof(FileLayer));
        *own = *given;
        own->Name = Marshal.StringToCoTaskMemUTF8(Name);
        own->Next = null;
        own->Sleep = &Sleep;
        var result = Register(own, makeDefault: 1);
        if (result != 0) throw new InvalidOperationException($"SQLite refused a file layer with short sleeps (error {result}).");
    }

    /// <summary>The file layer that new connections get.</summary>
    internal static string? DefaultLayer => Marshal.PtrToStringUTF8(Find(null)->Name);

    [UnmanagedCallersOnly(CallConvs = [typeof(CallConvCdecl)])]
    private static int Sleep(FileLayer* layer, int microseconds)
    {
        if (microseconds < 1000) Thread.Yield();
        else Thread.Sleep(microseconds / 1000);
        return microseconds;
    }

    [LibraryImport(Library, EntryPoint = "sqlite3_vfs_find", StringMarshalling = StringMarshalling.Utf8)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial FileLayer* Find(string? name);

    [LibraryImport(Library, EntryPoint = "sqlite3_vfs_register")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Register(FileLayer* layer, int makeDefault);

    /// <summary>struct sqlite3_vfs, version 3; the members that are only passed on have no type of their own.</summary>
    [StructLayout(LayoutKind.Sequential)]
    private struct FileLayer
    {
        internal int Version, FileSize, LongestPath;
        internal FileLayer* Next;
        internal nint Name, AppData;
        internal nint Open, Delete, Access, FullPath, LibraryOpen, LibraryError, LibrarySymbol, LibraryClose, Randomness;
        internal delegate* unmanaged[Cdecl]<FileLayer*, int, int> Sleep;
        internal nint CurrentTime, LastError, CurrentTimeInt64, SetSystemCall, GetSystemCall, NextSystemCall;
    }
}
