ALTER TABLE "shortage_events" DROP CONSTRAINT "shortage_events_kind";--> statement-breakpoint
ALTER TABLE "shortage_events" DROP CONSTRAINT "shortage_events_doses";--> statement-breakpoint
CREATE INDEX "shortage_events_dose" ON "shortage_events" USING btree ("administration_id") WHERE administration_id is not null;--> statement-breakpoint
ALTER TABLE "shortage_events" ADD CONSTRAINT "shortage_events_kind" CHECK ("shortage_events"."kind" in ('opened', 'joined', 'withdrawn', 'status', 'expected', 'responsible', 'note'));--> statement-breakpoint
ALTER TABLE "shortage_events" ADD CONSTRAINT "shortage_events_doses" CHECK ("shortage_events"."doses" in (-1, 0, 1));