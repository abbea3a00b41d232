-- The clock of an answer or a reassessment is read with the figures: what is not yet late is not yet missed
grant select (late_at, minutes, settings_version) on pain_entries to girasol_counts;
--> statement-breakpoint
-- Holds every column that the figures read: a period is answered without touching the table
drop index pain_entries_period;
--> statement-breakpoint
create index pain_entries_period on pain_entries (measure, happened_on, organization_id)
  include (patient_id, posted_on, sign, met, effect, late_at, minutes, settings_version);
--> statement-breakpoint
-- Days on which a dose of a plan was given, by the day it was given on
create index dose_entries_given on dose_entries ((planned_on + delay_days), organization_id)
  include (care_plan_id, posted_on, sign) where delay_days is not null;
