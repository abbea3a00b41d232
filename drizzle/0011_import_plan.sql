-- As for girasol_duplicate_pool: every row of a file has its index, however small the table was when the plan was made.
alter function girasol_match_rows(integer[], text[], text[], date[], text[], integer) set enable_seqscan = off;
