namespace BatchAudit;
