namespace BatchAudit;

/// <summary>A time that the server sent, and that is none: the field is null elsewhere, although the server was not silent.</summary>
/// <param name="Field">Where it stood: <c>created_at</c>, <c>state_transitions.pending_at</c>.</param>
/// <param name="Sent">What stood there, as JSON, so that a number and its text differ; at most 100 characters, of a longer one the beginning.</param>
public readonly record struct UnreadableTime(string Field, string Sent);
