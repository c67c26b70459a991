-- Of how many jobs of a batch, files of a directory or data points the same time cannot be read, and the first of them in words.
create view unreadable as
select c.kind,
       c.owner_id,
       c.subject_id,
       c.things,
       c.since_seq,
       f.field || ' of ' || replace(f.kind, '_', ' ') || ' ' || f.subject_id || ' is no time: ' || f.sent
         || case when c.things = 1 then '' else ', and so it is with ' || (c.things - 1) || ' more' end as message
  from (select u.kind, u.owner_id, u.field, min(u.subject_id) as subject_id, count(*) as things, min(u.since_seq) as since_seq
          from unreadable_now u
         group by u.kind, u.owner_id, u.field) c
 cross join unreadable_now f
 where f.kind = c.kind
   and f.owner_id = c.owner_id
   and f.subject_id = c.subject_id
   and f.field = c.field
