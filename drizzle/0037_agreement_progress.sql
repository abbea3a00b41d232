ALTER TABLE "agreement_progress" ADD COLUMN "former_due_on" date;--> statement-breakpoint
ALTER TABLE "agreement_progress" ADD CONSTRAINT "agreement_progress_moved" CHECK ((due_on is null) = (former_due_on is null));--> statement-breakpoint
ALTER TABLE "agreement_progress" ADD CONSTRAINT "agreement_progress_one_evidence" CHECK (num_nonnulls(evidence_url, report_id, shortage_id) <= 1);