-- Of each job that the server told the times of, the version that is valid at the horizon.
create view job_times_now as
select t.*
  from job_times t
 where t.since_seq <= (select seq from horizon)
   and (t.until_seq is null or t.until_seq > (select seq from horizon))
