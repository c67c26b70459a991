using BatchAudit.LlamaCloud.Json;
using BatchAudit.LlamaCloud.Transport;

namespace BatchAudit.LlamaCloud;

/// <summary>
/// <c>/api/v1/beta/directories/{directory_id}/files</c> (contract, section 3.2), asked without a body: the vendor's own C#
/// library sends one that does not match the endpoint's schema.
/// </summary>
public sealed class DirectoryFilesResource
{
    private const int PageSize = 100;

    private readonly Connection _connection;

    internal DirectoryFilesResource(Connection connection) => _connection = connection;

    /// <summary>Each file once, in the server's order: what is there now, not what was there when a batch began.</summary>
    /// <exception cref="AuditException">NotFound is to be expected of an old batch: ephemeral directories vanish.</exception>
    public IAsyncEnumerable<DirectoryFile> ListAsync(
        string directoryId, bool includeDeleted = false, CancellationToken cancellationToken = default) =>
        ListPagesAsync(directoryId, includeDeleted, cancellationToken).OnceEach(cancellationToken);

    /// <summary>The pages as received, one request each.</summary>
    public IAsyncEnumerable<Answer<Page<DirectoryFile>>> ListPagesAsync(
        string directoryId, bool includeDeleted = false, CancellationToken cancellationToken = default)
    {
        var query = _connection.Query()
            .Add("include_deleted", includeDeleted ? "true" : null)
            .Add("page_size", PageSize);
        var call = new Call(
            "the files of " + Call.Name("directory", directoryId),
            $"{DirectoriesResource.Path}/{Call.Segment("directory", directoryId)}/files",
            query);

        return _connection.PagesAsync(call, LlamaCloudJson.Default.PageDirectoryFile, cancellationToken);
    }
}
