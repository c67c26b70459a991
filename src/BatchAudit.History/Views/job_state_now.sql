-- Of each job the version that is valid at the horizon.
create view job_state_now as
select j.*
  from job_state j
 where j.since_seq <= (select seq from horizon)
   and (j.until_seq is null or j.until_seq > (select seq from horizon))
