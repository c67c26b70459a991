-- The answers whose results can be relied on: they list files, and orchestration has not failed.
create view listing as
select batch_id, observation, observed_at
  from batch_snapshot
 where results_state = 'LISTED'
   and status <> 'FAILED'
