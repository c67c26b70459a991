using BatchAudit.Reporting;
using BatchAudit.Reports;

namespace BatchAudit.Tests.Reports;

public sealed class ReportWritersTests
{
    [Fact]
    public void Every_writer_in_the_assembly_is_listed()
    {
        var writers = typeof(ReportWriters).Assembly.GetTypes()
            .Where(type => type.IsAssignableTo(typeof(IReportWriter)) && !type.IsAbstract)
            .ToHashSet();

        Assert.Equal(writers, ReportWriters.All.Select(writer => writer.GetType()).ToHashSet());
    }

    [Fact]
    public void Every_format_has_a_name_of_its_own_and_can_be_read_back_by_the_contract() =>
        Assert.Equal(IReadBack.ByFormat.Keys.Order(), ReportWriters.All.Select(writer => writer.Format).Order());
}
