-- Of each file of a directory the version that is valid at the horizon.
create view directory_file_now as
select n.*
  from directory_file n
 where n.since_seq <= (select seq from horizon)
   and (n.until_seq is null or n.until_seq > (select seq from horizon))
