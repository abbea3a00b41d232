ALTER TABLE "shortage_events" ADD COLUMN "doses" smallint DEFAULT 0 NOT NULL;--> statement-breakpoint
CREATE INDEX "shortage_cases_waiting" ON "shortage_cases" USING btree ("opened_on") WHERE closed_on is null;--> statement-breakpoint
CREATE INDEX "shortage_cases_closing" ON "shortage_cases" USING btree ("closed_on");--> statement-breakpoint
ALTER TABLE "shortage_events" ADD CONSTRAINT "shortage_events_doses" CHECK ("shortage_events"."doses" in (0, 1));