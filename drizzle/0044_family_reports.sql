CREATE TABLE "follow_failures" (
	"id" uuid PRIMARY KEY NOT NULL,
	"user_id" uuid NOT NULL,
	"failed_at" timestamp with time zone DEFAULT now() NOT NULL
);
--> statement-breakpoint
ALTER TABLE "shortage_events" DROP CONSTRAINT "shortage_events_kind";--> statement-breakpoint
ALTER TABLE "shortage_reports" ADD COLUMN "once_hash" "bytea";--> statement-breakpoint
ALTER TABLE "shortage_reports" ADD COLUMN "request_hash" "bytea";--> statement-breakpoint
CREATE INDEX "follow_failures_user" ON "follow_failures" USING btree ("user_id","failed_at");--> statement-breakpoint
CREATE UNIQUE INDEX "shortage_reports_once" ON "shortage_reports" USING btree ("once_hash");--> statement-breakpoint
ALTER TABLE "shortage_events" ADD CONSTRAINT "shortage_events_kind" CHECK ("shortage_events"."kind" in ('opened', 'joined', 'family-report', 'withdrawn', 'status', 'expected', 'responsible', 'note'));