create view findings as
select coalesce(f.severity, r.severity)  as severity,
       f.rule,
       f.batch_id,
       f.source_directory_file_id,
       n.name                            as file_name,
       f.job_id,
       f.message,
       o.observed_at                     as seen_at,
       r.what_to_do,
       f.observation,
       case coalesce(f.severity, r.severity) when 'ERROR' then 1 when 'WARNING' then 2 else 3 end as priority,
       f.occurrence
  from finding f
  join finding_rules r on r.rule = f.rule
  join observation o on o.seq = f.observation
  left join directory_file_now n on n.directory_key = f.directory_key and n.file_id = f.source_directory_file_id
