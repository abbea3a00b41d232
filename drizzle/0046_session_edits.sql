ALTER TABLE "working_group_sessions" ADD COLUMN "updated_at" timestamp with time zone;--> statement-breakpoint
ALTER TABLE "working_group_sessions" ADD COLUMN "updated_by" uuid;--> statement-breakpoint
CREATE UNIQUE INDEX "attendances_post_once" ON "attendances" USING btree ("session_id","post_id",coalesce(organization_id::text, ooad_code, '')) WHERE post_id is not null and entered_in_error_at is null;--> statement-breakpoint
CREATE UNIQUE INDEX "posts_one" ON "posts" USING btree ("kind","name",coalesce(organization_id::text, ooad_code, '')) WHERE closed_on is null;