-- How many of a track's tries were of the media that it had at the last one: other media have their own schedule.
alter table track_unheard add column place_tries int not null default 1;
update track_unheard set place_tries = tries where tries > 1;
