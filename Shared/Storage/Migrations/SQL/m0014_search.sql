-- Search: what videos say, as terms; the words there are, by which typing errors are set right; vectors of meaning.
--
-- Terms are made by the program, which knows how to fold and part what people write: the scheduler takes what
-- search_pending names. Triggers name what was written, by whomever: only rows are added there, so that writers never
-- wait for each other nor for the scheduler. Lock order: after everything else.

-- Triggers need these locks: taken at once and in the order in which posts are written, nobody is stood across. Who
-- waits behind them waits no longer than this.
set local lock_timeout = '10s';
lock table author, video, video_hashtag, content_features in share row exclusive mode;

do $$
begin
  create extension if not exists pg_trgm;
exception
  when insufficient_privilege then
    raise exception using
      errcode = 'insufficient_privilege',
      message = format('the extension pg_trgm is missing and %I may not create it; run as a superuser, in this database: '
                       'create extension pg_trgm', current_user);
  when undefined_file or feature_not_supported then
    raise exception using
      errcode = 'feature_not_supported',
      message = 'this server has not the extension pg_trgm; install its contrib modules (Debian: postgresql-15 or later '
                'has them, older packages postgresql-contrib) and migrate again';
end
$$;

-- What has to be looked at again. A row names one video, or all of a creator, or all with a number above this.
create table search_pending (
  id bigint generated always as identity primary key,
  video_id bigint,
  author_id bigint,
  after_id bigint,
  at timestamptz not null default now(),
  check (num_nonnulls(video_id, author_id, after_id) = 1)
);
-- What was there before this table was; that there is nothing is found out when it is looked through.
insert into search_pending (after_id) values (0);

create table video_text (
  video_id bigint primary key,
  terms tsvector not null,                 -- A: hashtags, B: caption, C: author, D: text on the picture
  posted_at timestamptz,
  language text,
  genre text,                              -- the foremost of its newest features, as is the mood
  mood text,
  text_hash bytea not null                 -- SHA-256 of the text whose meaning may be asked for; empty where there is none
) with (fillfactor = 80);
-- What waits to be put into the index is read by everybody who asks: it has to be little.
create index video_text_terms on video_text using gin (terms) with (gin_pending_list_limit = 512);
-- What is in very many videos is looked for from the newest on.
create index video_text_posted on video_text (posted_at desc nulls last, video_id desc);
alter table video_text alter column terms set statistics 1000;

-- Every word of a terms column. Those that nothing has any more lead to nothing; the scheduler prunes them now and then.
create table search_word (
  word text primary key
);

-- Vectors of what videos say, by the model that made them: numbers of 32 bits, the lowest byte first, of length 1.
create table video_embedding (
  model text not null,
  video_id bigint not null,
  text_hash bytea not null,                -- SHA-256 of the text that it is of
  vector bytea not null check (octet_length(vector) between 4 and 65536 and octet_length(vector) % 4 = 0),
  made_at timestamptz not null default now(),
  primary key (video_id, model)            -- a video goes with all of its vectors
);
create index video_embedding_model on video_embedding (model, video_id);
alter table video_embedding alter column vector set storage external;

-- Wherever the extension is, its operators have to be found.
do $$
declare
  place text;
begin
  select quote_ident(n.nspname) into strict place
  from pg_extension e join pg_namespace n on n.oid = e.extnamespace where e.extname = 'pg_trgm';
  execute format('create index search_word_trigrams on search_word using gin (word %s.gin_trgm_ops) with (gin_pending_list_limit = 256)', place);
  execute format($body$
    create function search_words_like(wanted text, most int) returns table (word text, likeness real)
    language sql stable parallel safe
    set search_path = hookline, %s, pg_temp
    set pg_trgm.similarity_threshold = '0.2' as
    'select w.word, similarity(w.word, $1) from search_word w where w.word %% $1 order by 2 desc, 1 limit $2'
  $body$, place);
end
$$;

create function search_video_added() returns trigger
language plpgsql set search_path = hookline, pg_temp as $$
begin
  insert into search_pending (video_id) select id from fresh;
  return null;
end
$$;
-- Nothing is known of how many rows such tables have: a join may go through all of one for each of the other.
create function search_video_changed() returns trigger
language plpgsql set search_path = hookline, pg_temp as $$
begin
  insert into search_pending (video_id)
  select id from (select id, caption, stickers, author_id, posted_at, language from fresh
                  except select id, caption, stickers, author_id, posted_at, language from stale) c;
  return null;
end
$$;
-- At once, and again later: somebody may have read the video before it went.
create function search_video_gone() returns trigger
language plpgsql set search_path = hookline, pg_temp as $$
begin
  delete from video_text where video_id in (select id from stale);
  delete from video_embedding where video_id in (select id from stale);
  insert into search_pending (video_id) select id from stale;
  return null;
end
$$;
create function search_part_added() returns trigger
language plpgsql set search_path = hookline, pg_temp as $$
begin
  insert into search_pending (video_id) select distinct video_id from fresh;
  return null;
end
$$;
create function search_part_gone() returns trigger
language plpgsql set search_path = hookline, pg_temp as $$
begin
  insert into search_pending (video_id) select distinct video_id from stale;
  return null;
end
$$;
create function search_author_added() returns trigger
language plpgsql set search_path = hookline, pg_temp as $$
begin
  insert into search_pending (author_id) select id from fresh;
  return null;
end
$$;
create function search_author_changed() returns trigger
language plpgsql set search_path = hookline, pg_temp as $$
begin
  insert into search_pending (author_id)
  select id from (select id, handle, name from fresh except select id, handle, name from stale) c;
  return null;
end
$$;

create trigger search_added after insert on video
  referencing new table as fresh for each statement execute function search_video_added();
create trigger search_changed after update on video
  referencing old table as stale new table as fresh for each statement execute function search_video_changed();
create trigger search_gone after delete on video
  referencing old table as stale for each statement execute function search_video_gone();
create trigger search_added after insert on video_hashtag
  referencing new table as fresh for each statement execute function search_part_added();
create trigger search_changed after update on video_hashtag
  referencing new table as fresh for each statement execute function search_part_added();
create trigger search_gone after delete on video_hashtag
  referencing old table as stale for each statement execute function search_part_gone();
create trigger search_added after insert on content_features
  referencing new table as fresh for each statement execute function search_part_added();
create trigger search_changed after update on content_features
  referencing new table as fresh for each statement execute function search_part_added();
create trigger search_gone after delete on content_features
  referencing old table as stale for each statement execute function search_part_gone();
create trigger search_added after insert on author
  referencing new table as fresh for each statement execute function search_author_added();
create trigger search_changed after update on author
  referencing old table as stale new table as fresh for each statement execute function search_author_changed();
