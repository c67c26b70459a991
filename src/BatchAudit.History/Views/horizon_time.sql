-- When the newest observation up to the horizon was made: what stands for the present.
create view horizon_time as
select o.observed_at,
       o.observed_ms
  from observation o
 where o.seq = (select seq from horizon)
