-- What is known of each batch now. The directory's key is null while nothing was heard of the directory itself.
create view batch_now as
select b.batch_key,
       b.batch_id,
       b.since_seq                       as first_seq,
       b.created_at,
       b.created_ms,
       s.since_seq                       as state_seq,     -- the answer that made the batch itself what it is
       s.status,
       case when s.status in ('COMPLETED', 'FAILED', 'CANCELLED') then 1 else 0 end as is_terminal,
       s.project_id,
       s.source_directory_id,
       s.job_type,
       s.configuration_id,
       s.updated_at,
       s.results_state,
       s.listed,
       s.mapped,
       s.mapping_errors,
       s.neither,
       d.directory_key,
       seen.seq                          as seen_seq,      -- the last answer to be relied on; the first one if there is none
       seen.observed_at                  as seen_at
  from batch b
 cross join batch_state_now s
 cross join observation seen
  left join directory d on d.directory_id = s.source_directory_id and d.since_seq <= (select seq from horizon)
 where b.since_seq <= (select seq from horizon)
   and s.batch_key = b.batch_key
   and seen.seq = coalesce(
       (select l.observation from listing l where l.batch_id = b.batch_id order by l.observation desc limit 1),
       b.since_seq)
