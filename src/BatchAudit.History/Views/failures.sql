-- Everything that could not be read about a batch, and the run that tried.
create view failures as
select r.run_id,
       f.subject                         as batch_id,
       f.reason,
       f.message,
       o.observed_at,
       f.seq                             as observation
  from failure f
 cross join observation o
 cross join run r
 where f.seq <= (select seq from horizon)
   and o.seq = f.seq
   and r.run_id = o.run_id
