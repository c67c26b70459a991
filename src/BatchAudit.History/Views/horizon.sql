-- Where all views look at the history from: the newest observation, unless a session puts a horizon of its own before it.
create view horizon as
select coalesce(max(seq), 0) as seq
  from observation
