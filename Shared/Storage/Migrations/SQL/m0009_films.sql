-- Films and what people think of them, from data sets of MovieLens, by version (dataset_version).

create table dataset_film (
  version_id bigint not null,
  film_id int not null,
  title text not null,
  year smallint,
  genres text[] not null,
  imdb text,                               -- digits, zeros in front included
  tmdb int,
  primary key (version_id, film_id)
);

create table dataset_rating (
  version_id bigint not null,
  user_id int not null,
  film_id int not null,
  stars real not null check (stars between 0.5 and 5),
  at timestamptz not null,
  primary key (version_id, user_id, film_id)
);

create table dataset_film_tag (
  version_id bigint not null,
  user_id int not null,
  film_id int not null,
  tag text not null,
  at timestamptz not null,
  primary key (version_id, user_id, film_id, tag)
);
