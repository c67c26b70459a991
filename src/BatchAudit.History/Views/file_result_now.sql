-- Of each row of the results the version that is valid at the horizon; none of a row that is gone.
create view file_result_now as
select r.*
  from file_result r
 where r.since_seq <= (select seq from horizon)
   and (r.until_seq is null or r.until_seq > (select seq from horizon))
