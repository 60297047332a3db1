-- Why a list names these seconds of a track and no others, beside the seconds: all three are there, or none.
alter table recommendation_item
  add column hook_reason text,
  add constraint recommendation_item_hook check (
    num_nulls(hook_start, hook_end, hook_reason) in (0, 3) and (hook_start is null or hook_end > hook_start));
