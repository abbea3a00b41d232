-- How many doses waited is read by whoever coordinates; which ones, at the bedside only
grant select (doses) on shortage_events to girasol_counts;
