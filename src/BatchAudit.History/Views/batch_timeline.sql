-- One row per change of a batch's status. The change lies after not_before, when the old status was last seen, and not
-- after not_after, when the new one was first seen; updated_at says when, if it lies between the two.
create view batch_timeline as
select t.batch_id,
       t.from_status,
       t.to_status,
       t.not_before,
       t.not_after,
       t.occurred_at,
       t.occurred_ms,
       t.precision,
       (t.occurred_ms - lag(t.occurred_ms) over (partition by t.batch_id order by t.observation)) / 1000.0
                                         as seconds_in_previous,
       t.observation
  from (select c.batch_id,
               c.from_status,
               c.status                  as to_status,
               c.not_before,
               c.not_after,
               case when c.reported = 1 then c.updated_at else c.not_after end   as occurred_at,
               case when c.reported = 1 then c.updated_ms else c.not_after_ms end as occurred_ms,
               case when c.reported = 1 then 'REPORTED' else 'OBSERVED' end      as precision,
               c.since_seq               as observation
          from (select b.batch_id,
                       v.status,
                       former.status     as from_status,
                       v.updated_at,
                       v.updated_ms,
                       v.since_seq,
                       coalesce(old.observed_at, b.created_at) as not_before,
                       new.observed_at   as not_after,
                       new.observed_ms   as not_after_ms,
                       case when v.updated_ms >= coalesce(old.observed_ms, b.created_ms)
                             and v.updated_ms <= new.observed_ms then 1 else 0 end as reported
                  from batch_state_ever v
                  join batch b on b.batch_key = v.batch_key
                  join observation new on new.seq = v.since_seq
                  left join batch_state former on former.batch_key = v.batch_key and former.until_seq = v.since_seq
                  left join observation old on old.seq = (select max(o.seq)
                                                            from observation o
                                                           where o.subject = b.batch_id
                                                             and o.kind = 'batch'
                                                             and o.seq < v.since_seq)
                 where (former.status is null or former.status <> v.status)) c) t
