-- From when on something counts as stuck, or a run as missed; a session may put thresholds of its own before these.
create view thresholds as
select 21600000 as stuck_after_ms, 129600000 as missed_after_ms
