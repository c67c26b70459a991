-- What changed on a batch that was terminal already, and so should not have changed any more.
create view drift as
select b.batch_id,
       b.status                          as batch_status,
       d.source_directory_file_id,
       d.field,
       coalesce(d.before, (select t.sent from unreadable_time t where t.kind = 'batch' and t.owner_id = b.batch_id and t.subject_id = b.batch_id
                              and t.field = d.field and t.since_seq <= d.before_observation
                              and (t.until_seq is null or t.until_seq > d.before_observation))) as before,
       coalesce(d.after, (select t.sent from unreadable_time t where t.kind = 'batch' and t.owner_id = b.batch_id and t.subject_id = b.batch_id
                             and t.field = d.field and t.since_seq <= d.after_observation
                             and (t.until_seq is null or t.until_seq > d.after_observation))) as after,
       d.before_observation,
       d.after_observation,
       o.observed_at,
       -- it may be this program that reads an old answer otherwise, not the server that gives another
       case when exists (select 1 from derivation_change c where c.seq > d.before_observation and c.seq <= d.after_observation)
            then 'INFO' else d.severity end as severity,
       d.occurrence
  from (select v.batch_key,
               null                      as source_directory_file_id,
               0                         as occurrence,
               w.field,
               case w.field when 'status' then p.status when 'results_state' then p.results_state
                            when 'project_id' then p.project_id when 'source_directory_id' then p.source_directory_id
                            when 'job_type' then p.job_type when 'configuration_id' then p.configuration_id
                            when 'created_at' then p.created_at else p.updated_at end as before,
               case w.field when 'status' then v.status when 'results_state' then v.results_state
                            when 'project_id' then v.project_id when 'source_directory_id' then v.source_directory_id
                            when 'job_type' then v.job_type when 'configuration_id' then v.configuration_id
                            when 'created_at' then v.created_at else v.updated_at end as after,
               p.since_seq               as before_observation,
               v.since_seq               as after_observation,
               case when w.field = 'status' and v.status not in ('COMPLETED', 'FAILED', 'CANCELLED') then 'ERROR'
                    when w.field = 'updated_at' then 'INFO'
                    else 'WARNING' end   as severity
          from batch_state p
         cross join batch_state v
         cross join (          select 'status' as field
                     union all select 'results_state'
                     union all select 'project_id'
                     union all select 'source_directory_id'
                     union all select 'job_type'
                     union all select 'configuration_id'
                     union all select 'created_at'
                     union all select 'updated_at') w
         where p.status in ('COMPLETED', 'FAILED', 'CANCELLED')
           and v.batch_key = p.batch_key
           and v.since_seq = p.until_seq
           and case w.field when 'status' then p.status when 'results_state' then p.results_state
                            when 'project_id' then p.project_id when 'source_directory_id' then p.source_directory_id
                            when 'job_type' then p.job_type when 'configuration_id' then p.configuration_id
                            when 'created_at' then p.created_at else p.updated_at end
               is distinct from
               case w.field when 'status' then v.status when 'results_state' then v.results_state
                            when 'project_id' then v.project_id when 'source_directory_id' then v.source_directory_id
                            when 'job_type' then v.job_type when 'configuration_id' then v.configuration_id
                            when 'created_at' then v.created_at else v.updated_at end
        union all
        -- a row that says something else, or is gone
        select r.batch_key,
               r.file_id,
               r.occurrence,
               coalesce(w.field, 'file'),
               case w.field when 'job_id' then r.job_id when 'job_type' then r.job_type when 'mapping_error' then r.mapping_error
                            else 'LISTED' end,
               case w.field when 'job_id' then n.job_id when 'job_type' then n.job_type when 'mapping_error' then n.mapping_error
                            else 'GONE' end,
               r.since_seq,
               r.until_seq,
               'WARNING'
          from batch_state p
         cross join file_result r
          left join file_result n on n.batch_key = r.batch_key and n.file_id = r.file_id and n.occurrence = r.occurrence
               and n.since_seq = r.until_seq
          left join (select 'job_id' as field union all select 'job_type' union all select 'mapping_error') w
               on n.batch_key is not null
         where p.status in ('COMPLETED', 'FAILED', 'CANCELLED')
           and r.batch_key = p.batch_key
           and r.until_seq > p.since_seq
           and (p.until_seq is null or r.until_seq <= p.until_seq)
           and (n.batch_key is null
             or case w.field when 'job_id' then r.job_id when 'job_type' then r.job_type else r.mapping_error end
                is distinct from
                case w.field when 'job_id' then n.job_id when 'job_type' then n.job_type else n.mapping_error end)
        union all
        -- a row that came, or came back, after results had been listed
        select c.batch_key,
               c.file_id,
               c.occurrence,
               'file',
               case when c.gone_seq is not null then 'GONE' else 'ABSENT' end,
               case when c.gone_seq is not null then 'RETURNED' else 'APPEARED' end,
               coalesce(c.gone_seq, c.absent_seq),
               c.since_seq,
               'WARNING'
          from (select r.batch_key,
                       r.file_id,
                       r.occurrence,
                       r.since_seq,
                       (select max(f.until_seq) from file_result f
                         where f.batch_key = r.batch_key and f.file_id = r.file_id and f.occurrence = r.occurrence
                           and f.until_seq <= r.since_seq) as gone_seq,
                       (select min(e.since_seq) from batch_state e
                         where e.batch_key = r.batch_key and e.since_seq < r.since_seq and e.results_state = 'LISTED'
                           and e.status in ('COMPLETED', 'FAILED', 'CANCELLED')) as absent_seq
                  from batch_state p
                 cross join file_result r
                 where p.status in ('COMPLETED', 'FAILED', 'CANCELLED')
                   and r.batch_key = p.batch_key
                   and r.since_seq > p.since_seq
                   and (p.until_seq is null or r.since_seq <= p.until_seq)) c
         where coalesce(c.gone_seq, c.absent_seq) < c.since_seq) d
 cross join batch_now b
 cross join observation o
 where d.after_observation <= (select seq from horizon)
   and b.batch_key = d.batch_key
   and o.seq = d.after_observation
