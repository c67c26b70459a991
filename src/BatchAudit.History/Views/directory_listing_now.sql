-- The listings of a directory that were read to their end up to the horizon, with the time of their last page.
create view directory_listing_now as
select l.directory_key,
       l.seq,
       o.observed_at,
       o.observed_ms
  from directory_listing l
 cross join observation o
 where l.seq <= (select seq from horizon)
   and o.seq = l.seq
