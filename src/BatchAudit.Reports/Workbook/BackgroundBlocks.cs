using System.Collections.Concurrent;
using System.Runtime.ExceptionServices;

namespace BatchAudit.Reports.Workbook;

/// <summary>
/// Hands full blocks to a second thread, which deflates them while the first fills the next one. A failure there
/// surfaces at the next call here.
/// </summary>
internal sealed class BackgroundBlocks : IDisposable
{
    private const int BlockBytes = 1 << 18;

    // One being filled, one being deflated, and two to even out the difference.
    private const int Blocks = 4;

    private readonly BlockingCollection<(byte[] Block, int Length)> _full = new(Blocks);
    private readonly BlockingCollection<byte[]> _free = new(Blocks);
    private readonly Task _task;
    private volatile ExceptionDispatchInfo? _failure;
    private volatile bool _abandoned;

    public BackgroundBlocks(Stream stream)
    {
        for (var i = 1; i < Blocks; i++)
        {
            _free.Add(new byte[BlockBytes]);
        }

        _task = Task.Factory.StartNew(() => Drain(stream), CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);
    }

    /// <summary>Takes the first block's worth of bytes and gives an empty block back, not necessarily of the same size.</summary>
    public byte[] Swap(byte[] block, int length)
    {
        _failure?.Throw();
        _full.Add((block, length));
        return _free.Take();
    }

    public static byte[] First() => new byte[BlockBytes];

    /// <summary>Returns when everything handed over is in the stream.</summary>
    public void Finish()
    {
        _full.CompleteAdding();
        _task.GetAwaiter().GetResult();
        _failure?.Throw();
    }

    public void Dispose()
    {
        _abandoned = true;
        _full.CompleteAdding();
        _task.GetAwaiter().GetResult();
        _full.Dispose();
        _free.Dispose();
    }

    private void Drain(Stream stream)
    {
        foreach (var (block, length) in _full.GetConsumingEnumerable())
        {
            Write(stream, block, length);
            _free.Add(block);
        }
    }

    private void Write(Stream stream, byte[] block, int length)
    {
        if (_failure is not null || _abandoned)
        {
            return;
        }

        try
        {
            stream.Write(block, 0, length);
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the thread that hands the blocks over.
        catch (Exception failure)
#pragma warning restore CA1031
        {
            _failure = ExceptionDispatchInfo.Capture(failure);
        }
    }
}
