-- What the check of public texts may look at, past row-level security: whether words are somebody's name, and no more.
do $$
begin
  alter table identity_looks enable row level security;
  alter table identity_looks force row level security;
end $$;
--> statement-breakpoint
create policy own on identity_looks to girasol_counts, girasol_families
  using (user_id = (select app_user_id())) with check (user_id = (select app_user_id()));
--> statement-breakpoint
grant select, insert, update on identity_looks to girasol_counts, girasol_families;
--> statement-breakpoint
create policy searcher on post_holders for select to girasol_searcher using (true);
--> statement-breakpoint
grant select (name) on post_holders to girasol_searcher;
--> statement-breakpoint
create policy searcher on identity_overrides for select to girasol_searcher using (true);
--> statement-breakpoint
grant select (text_hash, approved_at, refused_at) on identity_overrides to girasol_searcher;
--> statement-breakpoint

/* Words come folded with the number of the word of the text that they are a form of. A candidate is two such numbers with up
   to two between (0: none): 'any' is given name and first surname in either order, first and second surname, or a chosen
   name of two words; 'comma' a first surname before a given name; 'and' two surnames. A candidate hits if one person bears
   all its words. The answer is places in the question: candidates ('name'), words that are a whole chosen name which hardly
   anybody bears by law ('chosen'), NSS ('nss'). Everybody who was ever registered counts. */
create function girasol_named(words text[], ids integer[], hashes integer[], firsts integer[], lasts integer[],
  inner_ones integer[], inner_others integer[], orders text[], numbers text[]) returns table (kind text, place integer)
  language plpgsql stable security definer set search_path = pg_catalog, public, pg_temp
  set jit = off set work_mem = '32MB' set enable_nestloop = off set enable_mergejoin = off as $$
#variable_conflict use_column
begin
  return query
  with asked as materialized (
    select word, id, hash from unnest(words, ids, hashes) as a (word, id, hash)
  ), legal as materialized (
    select p.id as person, a.id as said, (part.at - 1)::integer as at
    from patients p
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
    from patients p join borne b on b.person = p.id
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
/* How many words of the folded search text a name takes: spaces and hyphens part them. */
create function girasol_words_in(name text) returns integer language sql immutable parallel safe
  return case when name is null then 0
    else array_length(regexp_split_to_array(btrim(translate(name, U&'-_\2010\2011\2012\2013\2014\2015\2212', '         ')), '\s+'), 1) end;
--> statement-breakpoint
/* Which of these hashes are of words that two people let stand. */
create function girasol_let_stand(hashes bytea[]) returns setof bytea
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct o.text_hash from identity_overrides o
  where o.text_hash = any (hashes) and o.approved_at is not null and o.refused_at is null
$$;
--> statement-breakpoint
/* Who holds or held a post in the working group: minutes print them. */
create function girasol_holder_names() returns setof text
  language sql stable security definer set search_path = pg_catalog, public, pg_temp as $$
  select distinct name from post_holders
$$;
--> statement-breakpoint
grant create on schema public to girasol_searcher;
--> statement-breakpoint
do $$
declare signature text;
begin
  foreach signature in array array[
    'girasol_named(text[], integer[], integer[], integer[], integer[], integer[], integer[], text[], text[])',
    'girasol_let_stand(bytea[])', 'girasol_holder_names()'] loop
    execute format('alter function %s owner to girasol_searcher', signature);
    execute format('revoke execute on function %s from public', signature);
    execute format('grant execute on function %s to girasol_counts, girasol_families', signature);
  end loop;
end $$;
--> statement-breakpoint
revoke create on schema public from girasol_searcher;
