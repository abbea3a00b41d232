CREATE TABLE "identity_looks" (
	"user_id" uuid NOT NULL,
	"text_hash" "bytea" NOT NULL,
	"found_at" timestamp with time zone DEFAULT now() NOT NULL,
	CONSTRAINT "identity_looks_user_id_text_hash_pk" PRIMARY KEY("user_id","text_hash")
);
--> statement-breakpoint
CREATE INDEX "identity_looks_hour" ON "identity_looks" USING btree ("user_id","found_at");