namespace BatchAudit.Emulator;

/// <summary>Error texts for files that fail at random, in the vendor's manner.</summary>
internal static class SampleErrors
{
    public static readonly string[] Mapping =
    [
        "Unsupported file type: .heic",
        "File is empty",
        "Source file could not be read: object not found in storage",
        "File exceeds the maximum size of 512 MB",
    ];

    public static readonly string[] Parse =
    [
        "PDF_IS_PROTECTED: PDF is password protected",
        "PDF_IS_BROKEN: The file could not be opened as PDF",
        "NO_DATA_FOUND_IN_FILE: No data found in file",
        "TIMEOUT: Job timed out after 1800 seconds",
        "TOO_MANY_PAGES: Document has more pages than allowed",
    ];

    public static readonly string[] Extract =
    [
        "schema_validation: 'invoice_total' is a required property",
        "inputs_invalid: document has no extractable text",
        "engine_error: internal error, please retry",
        "llm_refusal",
        "parsing_error: parse job failed",
    ];
}
