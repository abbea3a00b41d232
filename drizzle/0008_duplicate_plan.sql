-- A plan made while the table was small would read all of it for ever: the keys have their index.
alter function girasol_duplicate_pool(integer[], text, integer) set enable_seqscan = off;
