-- Where the chain passes from one version of the derivation to another: rows before and after it may differ although the server said
-- the same. A rebuild ("from 1") derived all before it anew, so it is no such place, and none stands before it.
create view derivation_change as
select o.seq
  from observation o
 where o.subject >= 'derivation '
   and o.subject < 'derivation a'
   and o.kind = 'derivation_began'
   and o.subject not like '% from 1'
   and not exists (select 1
                     from observation r
                    where r.subject >= 'derivation '
                      and r.subject < 'derivation a'
                      and r.kind = 'derivation_began'
                      and r.subject like '% from 1'
                      and r.seq > o.seq)
