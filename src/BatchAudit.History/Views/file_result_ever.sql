-- Every version of a row of the results that began up to the horizon, also those that ended.
create view file_result_ever as
select r.*
  from file_result r
 where r.since_seq <= (select seq from horizon)
