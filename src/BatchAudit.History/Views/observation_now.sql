-- The observations up to the horizon.
create view observation_now as
select o.*
  from observation o
 where o.seq <= (select seq from horizon)
