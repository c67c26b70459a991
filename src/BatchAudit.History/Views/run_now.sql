-- The runs that began up to the horizon.
create view run_now as
select r.*
  from run r
 where r.seq <= (select seq from horizon)
