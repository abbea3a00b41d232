-- Mothers, fathers and guardians of who is registered are nobody's to name in a public text either.
ALTER TABLE "related_persons" ADD COLUMN "search" text DEFAULT '' NOT NULL;--> statement-breakpoint
-- The owner is bound by the fences too: without this it would fill no row.
alter table related_persons no force row level security;
--> statement-breakpoint
update related_persons set search = ' ' || lower(translate(concat_ws(' ', first_surname, second_surname, given_name),
  'ÁÀÂÄÉÈÊËÍÌÎÏÓÒÔÖÚÙÛÜÑÇáàâäéèêëíìîïóòôöúùûüñç', 'AAAAEEEEIIIIOOOOUUUUNCaaaaeeeeiiiioooouuuunc'));
--> statement-breakpoint
alter table related_persons force row level security;
--> statement-breakpoint
create policy searcher on related_persons for select to girasol_searcher using (true);
--> statement-breakpoint
grant select (id, search, first_surname, second_surname) on related_persons to girasol_searcher;
--> statement-breakpoint
drop function girasol_named(text[], integer[], integer[], integer[], integer[], integer[], integer[], text[], text[]);
--> statement-breakpoint
/* As before (0042), with guardians among the people; their place in it is that of a patient with a name alone. */
create function girasol_named(words text[], ids integer[], hashes integer[], firsts integer[], lasts integer[],
  inner_ones integer[], inner_others integer[], orders text[], numbers text[]) returns table (kind text, place integer)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  set jit = off set work_mem = '32MB' set enable_nestloop = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
  return query
  with asked as materialized (
    select word, id, hash from unnest(words, ids, hashes) as a (word, id, hash)
  ), people as not materialized (
    select id, search, first_surname, second_surname from patients
    union all
    select id, search, first_surname, second_surname from related_persons
  ), legal as materialized (
    select p.id as person, a.id as said, (part.at - 1)::integer as at
    from people p
    cross join lateral unnest(string_to_array(p.search, ' ')) with ordinality as part (word, at)
    join asked a on a.word = rtrim(part.word, '.')
  ), chosen as materialized (
    select c.patient_id as person, a.id as said, cardinality(c.word_hashes) = 1 as whole
    from chosen_names c
    cross join lateral unnest(c.word_hashes) as part (hash)
    join asked a on a.hash = part.hash
  ), borne as materialized (
    select person, array_agg(said) as said
    from (select person, said from legal union select person, said from chosen) as all_words
    group by person having count(*) > 1
  ), surnames as materialized (
    select p.id as person, girasol_words_in(p.first_surname) as firsts, girasol_words_in(p.second_surname) as seconds
    from people p join borne b on b.person = p.id
  ), roles as materialized (
    select l.person, l.said,
      case when l.at <= s.firsts then 'first' when l.at <= s.firsts + s.seconds then 'second' else 'given' end as role
    from surnames s join legal l on l.person = s.person
    union all
    select c.person, c.said, 'chosen' from borne b join chosen c on c.person = b.person
  ), pairs as materialized (
    select distinct b.said, x.said as one, y.said as other, case
      when x.role = 'first' and y.role = 'second' then 'surnames'
      when x.role = 'first' then 'surname-given' else 'given' end as shape
    from roles x join roles y on y.person = x.person and y.said <> x.said join borne b on b.person = x.person
    where (x.role, y.role) in (('given', 'first'), ('chosen', 'first'), ('first', 'given'), ('first', 'chosen'), ('first', 'second'), ('chosen', 'chosen'))
  ), candidates as materialized (
    select * from unnest(firsts, lasts, inner_ones, inner_others, orders) with ordinality
      as c (one, other, inner_one, inner_other, sort, at)
  )
  select distinct 'name', c.at::integer
  from candidates c join pairs p on p.one = c.one and p.other = c.other
  where case c.sort when 'comma' then p.shape = 'surname-given' when 'and' then p.shape = 'surnames' else true end
    and (c.inner_one = 0 or c.inner_one = any (p.said)) and (c.inner_other = 0 or c.inner_other = any (p.said))
  union all
  select distinct 'chosen', c.said from chosen c where c.whole and (select count(*) from legal l where l.said = c.said) < 3
  union all
  select 'nss', n.at::integer from unnest(numbers) with ordinality as n (nss, at)
  where exists (select from patients p where p.nss = n.nss);
end $$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
do $$
declare signature text := 'girasol_named(text[], integer[], integer[], integer[], integer[], integer[], integer[], text[], text[])';
begin
  execute format('alter function %s owner to girasol_searcher', signature);
  execute format('revoke execute on function %s from public', signature);
  execute format('grant execute on function %s to girasol_counts, girasol_families', signature);
end $$;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
