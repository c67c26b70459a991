using System.IO.Pipes;

namespace BatchAudit.Cli.Output.Streams;

/// <summary>
/// Standard output into a pipe or a file. Whatever fails here is told apart from every other file: by who failed, not by what
/// the message says.
/// </summary>
/// <param name="goesOn">Drop what nobody reads any more, rather than say so.</param>
internal sealed class StandardOutput(Stream stream, bool goesOn) : Stream
{
    public override bool CanRead => false;

    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    /// <exception cref="ClosedOutputException">Nobody reads it any more.</exception>
    /// <exception cref="AuditException">Report: it cannot be written for any other reason.</exception>
    public override void Write(ReadOnlySpan<byte> buffer)
    {
        try
        {
            stream.Write(buffer);
        }
        catch (IOException closed) when (stream is PipeStream { IsConnected: false })
        {
            // Written to in vain (EPIPE), which is the one failure after which a pipe calls itself not connected.
            if (!goesOn)
            {
                throw new ClosedOutputException(closed);
            }
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or ObjectDisposedException or NotSupportedException)
        {
            throw new AuditException(
                FailureKind.Report, $"Not everything could be written to standard output: {failure.Message}", "See to where it leads, and run again.", failure);
        }
    }

    public override void Write(byte[] buffer, int offset, int count) => Write(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}

/// <summary>Whoever read standard output has closed it, such as <c>head</c>: it has read enough.</summary>
internal sealed class ClosedOutputException(Exception cause) : Exception("Standard output was closed.", cause);
