-- RETRY: send it again as it is; also for a message that no rule knows. FIX_INPUT: mend the file first. CHECK_CONFIG: look
-- at schema, configuration, credits or rights first. NONE: sending it again is not expected to help.
create view error_advice as
select g.error_group,
       g.layer,
       g.sample,
       g.since_seq,
       coalesce((select r.advice
                   from retry_rules r
                  where upper(g.sample) like '%' || r.marker || '%'
                  order by r.position
                  limit 1), 'RETRY')     as retry_advice
  from error_group g
 where g.since_seq <= (select seq from horizon)
