create view lifecycle as
          select 1 as position, 'PENDING' as status
union all select 2, 'THROTTLED'
union all select 3, 'RUNNING'
union all select 4, 'COMPLETED'
union all select 5, 'FAILED'
union all select 6, 'CANCELLED'
