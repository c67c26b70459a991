using System.Reflection;
using BatchAudit.History;
using BatchAudit.Storing;
using BatchAudit.Tests.Docs;

namespace BatchAudit.Tests.History.Contract;

/// <summary>Whoever adds a store inherits one class, and nothing is left out.</summary>
public sealed class EveryStoreTests
{
    private static readonly Type[] Tests = Assembly.GetExecutingAssembly().GetTypes();

    [Fact]
    public void The_one_class_to_inherit_has_every_contract()
    {
        var contracts = Tests.Where(type => type.IsAbstract && !type.IsSealed && type.Namespace == typeof(HistoryContract).Namespace).ToList();

        Assert.Contains(typeof(MaintenanceContract), contracts);
        Assert.All(contracts, contract => Assert.True(contract.IsAssignableFrom(typeof(HistoryContract)), $"{contract.Name} is not among the bases of HistoryContract."));
    }

    [Fact]
    public void Each_store_is_held_to_it()
    {
        var stores = typeof(Stores).Assembly.GetTypes().Where(type => type.IsAssignableTo(typeof(IStore)) && !type.IsAbstract).Select(type => type.Name);
        var held = Tests.Where(type => type.IsSubclassOf(typeof(HistoryContract)) && !type.IsAbstract).Select(type => type.Name);

        Assert.Equal(
            stores.Select(store => store.Replace("Store", "HistoryContract", StringComparison.Ordinal)).Order(StringComparer.Ordinal),
            held.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_member_of_a_store_is_tested_by_it()
    {
        var tests = string.Concat(Directory.EnumerateFiles(Path.Combine(Repository.Root, "tests", "BatchAudit.Tests", "History", "Contract")).Select(File.ReadAllText));
        var members = typeof(IStore).GetMembers().Where(member => member is not MethodBase { IsSpecialName: true }).Select(member => member.Name);

        Assert.All(members, member => Assert.Contains($"Store.{member}", tests, StringComparison.Ordinal));
    }
}
