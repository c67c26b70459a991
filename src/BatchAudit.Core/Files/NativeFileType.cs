using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Text;

namespace BatchAudit.Files;

/// <summary>
/// The type of a file as the system's own call tells it: .NET says of a pipe, a device and a socket that they are files, and
/// opening a pipe to find out waits for its other end.
/// </summary>
internal static class NativeFileType
{
    public const int Fifo = 0x1000;
    public const int CharacterDevice = 0x2000;
    public const int Directory = 0x4000;
    public const int Regular = 0x8000;
    public const int SymbolicLink = 0xA000;

    /// <summary>The bits of a mode that hold the type; the same on Linux and macOS.</summary>
    private const int TypeMask = 0xF000;

    /// <summary>Larger than either system's structure (Linux 256 bytes, macOS 144).</summary>
    private const int BufferBytes = 512;

    /// <summary>It is there or not, and cannot be looked at.</summary>
    public const int Hidden = 0;

    private const int NoEntry = 2;
    private const int NotAFolder = 20;

    /// <summary>Links lead to each other (ELOOP), and so nowhere.</summary>
    private static readonly int Circle = OperatingSystem.IsMacOS() ? 62 : 40;

    /// <returns>Null when nothing is there.</returns>
    public static int? Of(string path, bool followLinks)
    {
        var name = Encoding.UTF8.GetBytes(Path.GetFullPath(path) + "\0");
        var buffer = new byte[BufferBytes];

        return OperatingSystem.IsLinux() ? OnLinux(name, followLinks, buffer) : OnMac(name, followLinks, buffer);
    }

    private static int? OnLinux(byte[] name, bool followLinks, byte[] buffer)
    {
        const int currentFolder = -100;
        const int noFollow = 0x100;
        const uint typeOnly = 1;
        const int modeOffset = 28; // of stx_mode in struct statx, which is the same on every processor

        return statx(currentFolder, name, followLinks ? 0 : noFollow, typeOnly, buffer) == 0
            ? BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(modeOffset)) & TypeMask
            : Failed();
    }

    private static int? OnMac(byte[] name, bool followLinks, byte[] buffer)
    {
        const int modeOffset = 4; // of st_mode in struct stat, behind st_dev

        var failed = RuntimeInformation.ProcessArchitecture is Architecture.X64
            ? followLinks ? stat64(name, buffer) : lstat64(name, buffer)
            : followLinks ? stat(name, buffer) : lstat(name, buffer);

        return failed == 0 ? BinaryPrimitives.ReadUInt16LittleEndian(buffer.AsSpan(modeOffset)) & TypeMask : Failed();
    }

    private static int? Failed() => Marshal.GetLastPInvokeError() is var error && (error is NoEntry or NotAFolder || error == Circle) ? null : Hidden;

    // Called by the names that C gives them.
#pragma warning disable IDE1006, SYSLIB1054, CA1707
    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int statx(int folder, byte[] path, int flags, uint mask, [Out] byte[] buffer);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int stat(byte[] path, [Out] byte[] buffer);

    [DllImport("libc", SetLastError = true), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int lstat(byte[] path, [Out] byte[] buffer);

    // On Intel's macOS the names without a suffix are those of the old structure.
    [DllImport("libc", SetLastError = true, EntryPoint = "stat$INODE64"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int stat64(byte[] path, [Out] byte[] buffer);

    [DllImport("libc", SetLastError = true, EntryPoint = "lstat$INODE64"), DefaultDllImportSearchPaths(DllImportSearchPath.System32)]
    private static extern int lstat64(byte[] path, [Out] byte[] buffer);
#pragma warning restore IDE1006, SYSLIB1054, CA1707
}
