using System.Collections.Immutable;
using System.Reflection;

namespace BatchAudit.History.Views;

/// <summary>
/// The views that this program has: the reports and what they are made of. A history keeps tables; what they mean is read through
/// these, whichever program wrote it. A file more in this folder is a view more.
/// </summary>
/// <remarks>
/// The texts use nothing that PostgreSQL lacks. Only <c>…_now</c> and <c>…_ever</c> ask for the horizon where it can be helped: a table's
/// rows that are valid at the horizon, and all that began up to it. <c>cross join</c> fixes the order in which SQLite nests its loops:
/// batch first, then the rows clustered under its <c>batch_key</c>. So rows come out sorted without a sort.
/// </remarks>
internal sealed class ViewCatalog
{
    /// <exception cref="FormatException">A text is no view.</exception>
    /// <exception cref="InvalidOperationException">Two views have one name, or a view reads itself through others.</exception>
    public ViewCatalog(IEnumerable<string> texts)
    {
        var views = texts.Select(ViewText.Parse).OrderBy(view => view.Name, StringComparer.Ordinal).ToList();

        if (views.GroupBy(view => view.Name, StringComparer.Ordinal).FirstOrDefault(group => group.Count() > 1) is { } twice)
        {
            throw new InvalidOperationException($"There are two views {twice.Key}.");
        }

        InOrder = Ordered(views.ToDictionary(view => view.Name, StringComparer.Ordinal), [.. views]);
    }

    public static ViewCatalog BuiltIn { get; } = new(Texts());

    /// <summary>Each after those that it reads; beyond that, by name.</summary>
    public ImmutableArray<ViewText> InOrder { get; }

    /// <summary>The text of each file of this folder.</summary>
    public static IEnumerable<string> Texts()
    {
        var assembly = Assembly.GetExecutingAssembly();

        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith("Views/", StringComparison.Ordinal)))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }

    private static ImmutableArray<ViewText> Ordered(Dictionary<string, ViewText> byName, ImmutableArray<ViewText> views)
    {
        var ordered = ImmutableArray.CreateBuilder<ViewText>(views.Length);
        var begun = new HashSet<string>(StringComparer.Ordinal);

        void Add(ViewText view)
        {
            if (begun.Add(view.Name))
            {
                foreach (var source in view.Sources.Order(StringComparer.Ordinal).Where(byName.ContainsKey))
                {
                    Add(byName[source]);
                }

                ordered.Add(view);
            }
            else if (!ordered.Contains(view))
            {
                throw new InvalidOperationException($"The view {view.Name} reads itself.");
            }
        }

        foreach (var view in views)
        {
            Add(view);
        }

        return ordered.MoveToImmutable();
    }
}
