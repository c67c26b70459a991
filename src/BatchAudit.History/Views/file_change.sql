-- One row per change of what the results say of a file: that it is listed, gone or back, and each field of its row.
create view file_change as
select c.batch_id,
       c.source_directory_file_id,
       c.occurrence,
       c.job_id,
       c.field,
       c.before,
       c.after,
       old.observed_at                   as not_before,
       new.observed_at                   as not_after,
       c.observation
  from (select b.batch_id,
               r.file_id                 as source_directory_file_id,
               r.occurrence,
               r.job_id,
               w.field,
               case w.field when 'job_type' then p.job_type when 'job_id' then p.job_id when 'mapping_error' then p.mapping_error
                            else case when r.first_seq < r.since_seq then 'GONE' end end as before,
               case w.field when 'job_type' then r.job_type when 'job_id' then r.job_id when 'mapping_error' then r.mapping_error
                            else case when r.first_seq < r.since_seq then 'RETURNED' else 'LISTED' end end as after,
               r.since_seq               as observation
          from batch b
         cross join file_result_ever r
         cross join (select 'file' as field union all select 'job_type' union all select 'job_id' union all select 'mapping_error') w
          left join file_result p on p.batch_key = r.batch_key and p.file_id = r.file_id and p.occurrence = r.occurrence
               and p.until_seq = r.since_seq
         where r.batch_key = b.batch_key
           and ((w.field = 'file' and p.batch_key is null)
             or (w.field <> 'file'
                 and case w.field when 'job_type' then p.job_type when 'job_id' then p.job_id else p.mapping_error end
                     is distinct from
                     case w.field when 'job_type' then r.job_type when 'job_id' then r.job_id else r.mapping_error end))
        union all
        select b.batch_id, r.file_id, r.occurrence, r.job_id, 'file', 'LISTED', 'GONE', r.until_seq
          from batch b
         cross join file_result r
         where r.batch_key = b.batch_key
           and r.until_seq <= (select seq from horizon)
           and not exists (select 1
                             from file_result n
                            where n.batch_key = r.batch_key and n.file_id = r.file_id and n.occurrence = r.occurrence
                              and n.since_seq = r.until_seq)) c
  join observation new on new.seq = c.observation
  left join observation old on old.seq = (select max(o.seq)
                                            from observation o
                                           where o.subject = c.batch_id
                                             and o.kind = 'batch'
                                             and o.seq < c.observation)
