-- Lists that are turned over page by page with a filter: what one contract states, by track and counted; and what was rejected
-- by one rule, or by rules that begin so. Rows without a rule are from before rules had names.

create index track_right_list on track_right (source, track_id, id) include (imported_at);
create index rejection_rule on rejection (coalesce(rule, 'record.readable') text_pattern_ops, at desc);
