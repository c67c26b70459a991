using BatchAudit.LlamaCloud.Transport;

namespace BatchAudit.LlamaCloud;

/// <summary><c>/api/v1/beta/directories</c> (contract, section 3.1).</summary>
public sealed class DirectoriesResource
{
    internal const string Path = "/api/v1/beta/directories";

    private readonly Connection _connection;

    internal DirectoriesResource(Connection connection) => _connection = connection;

    /// <exception cref="AuditException">NotFound is to be expected of an old batch: ephemeral directories vanish.</exception>
    public async Task<SourceDirectory> GetAsync(string directoryId, CancellationToken cancellationToken = default) =>
        (await GetAnswerAsync(directoryId, cancellationToken)).Value;

    /// <summary>As <see cref="GetAsync"/>, with the bytes it was read from.</summary>
    public Task<Answer<SourceDirectory>> GetAnswerAsync(string directoryId, CancellationToken cancellationToken = default) =>
        _connection.GetAsync(
            Call.ForOne("directory", Path, directoryId, _connection.Query()),
            body => AnswerParser.Directory(body, directoryId),
            cancellationToken);
}
