-- Every version of a batch that began up to the horizon, also those that ended.
create view batch_state_ever as
select s.*
  from batch_state s
 where s.since_seq <= (select seq from horizon)
