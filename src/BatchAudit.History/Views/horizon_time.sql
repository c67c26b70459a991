-- When the newest observation up to the horizon was made: what stands for the present. What was done to the history alone says nothing
-- of how long a job has been waiting.
create view horizon_time as
select o.observed_at,
       o.observed_ms
  from observation o
 where o.seq = (select max(n.seq)
                  from observation n
                 where n.seq <= (select seq from horizon)
                   and n.kind not in ('pruned', 'derivation_began'))
