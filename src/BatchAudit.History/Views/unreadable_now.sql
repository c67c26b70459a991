-- The times that cannot be read as the newest answers have them.
create view unreadable_now as
select t.*
  from unreadable_time t
 where t.since_seq <= (select seq from horizon)
   and (t.until_seq is null or t.until_seq > (select seq from horizon))
