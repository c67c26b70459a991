-- Of each directory the version that is valid at the horizon.
create view directory_state_now as
select s.*
  from directory_state s
 where s.since_seq <= (select seq from horizon)
   and (s.until_seq is null or s.until_seq > (select seq from horizon))
