-- Who asks is read by every policy of every statement. A function with settings of its own is called each time; without
-- them PostgreSQL writes its body into the plan. The bodies are bound (`return …`): their names were resolved when they
-- were made, so no search path can turn them, and they are not SECURITY DEFINER.
alter function app_user_id() reset search_path;
--> statement-breakpoint
alter function app_organizations() reset search_path;
--> statement-breakpoint
alter function app_national() reset search_path;
