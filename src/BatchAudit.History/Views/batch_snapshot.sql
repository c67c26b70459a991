-- One row per observation of a batch: what its answer said, whether or not that was news.
create view batch_snapshot as
select o.seq                             as observation,
       o.run_id,
       b.batch_id,
       o.observed_at,
       s.status,
       s.updated_at,
       s.results_state,
       s.listed,
       s.mapped,
       s.mapping_errors,
       s.neither,
       case when s.since_seq = o.seq then 1 else 0 end as changed,
       o.payload_sha256
  from observation_now o
 cross join batch b
 cross join batch_state s
 where o.kind = 'batch'
   and b.batch_id = o.subject
   and s.batch_key = b.batch_key
   and s.since_seq <= o.seq
   and (s.until_seq is null or s.until_seq > o.seq)
