DROP INDEX "patients_search";--> statement-breakpoint
DROP INDEX "patients_match_keys";--> statement-breakpoint
CREATE INDEX "patients_search" ON "patients" USING gin ("managing_organization_id","search" gin_trgm_ops) WITH (fastupdate=false);--> statement-breakpoint
CREATE INDEX "patients_match_keys" ON "patients" USING gin ("match_keys") WITH (fastupdate=false);