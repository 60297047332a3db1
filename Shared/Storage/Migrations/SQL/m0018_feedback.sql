-- What became of recommendations: which were shown, looked at, used, and which a creator wants to see no more.

create table feedback (
  id bigint generated always as identity primary key,
  author_id bigint not null,               -- for whom the track was recommended
  track_id bigint not null,                -- as it was said; which recording that is may change
  kind text not null check (kind in ('impression', 'click', 'use', 'dismiss')),
  run_id uuid,                             -- that has made the list, where somebody has said so
  rank smallint check (rank between 1 and 1000),
  at timestamptz not null,                 -- when it happened, as is said
  key_id bigint not null references api_key (id),
  noted_at timestamptz not null default now()
);
-- What is said twice is one thing, also where no list is named. It is also what finds all of a creator.
create unique index feedback_once on feedback (author_id, track_id, kind, run_id) nulls not distinct;
create index feedback_newest_of_author on feedback (author_id, id desc);
create index feedback_newest_of_track on feedback (track_id, id desc);
create index feedback_newest_of_kind on feedback (kind, id desc);
-- Asked for with each list: few of what is said, and nothing else of it is read.
create index feedback_dismissed on feedback (author_id, track_id) where kind = 'dismiss';

-- Who recommends only asks what not to recommend; what was said is taken back, and never changed.
revoke insert, update, delete on feedback from hookline_worker;
revoke update on feedback from hookline_api;

-- Lists that are turned over page by page: creators by sight, by followers and by how a handle begins; what was rejected of
-- one source; and uses of a stretch of time, for which else all videos are gone through.
create index author_seen on author (seen_at desc, id desc);
create index author_followers on author (followers desc nulls last, id desc);
create index author_handle_start on author (handle text_pattern_ops);
create index rejection_source on rejection (source, at desc);
create index video_posted on video (posted_at) where track_id is not null;
