-- The ground of the schema: who may do what. Tables come with what uses them.
--
-- hookline_owner owns and migrates. hookline_worker and hookline_api are the services' roles: they read and write
-- rows and can neither change the schema nor empty a table. Rights on tables that later migrations make are given by the
-- defaults below, so that a migration grants only what differs.

do $$
declare
  name text;
begin
  foreach name in array array['hookline_worker', 'hookline_api'] loop
    if not exists (select from pg_roles where rolname = name) then
      begin
        execute format('create role %I nologin', name);
      exception
        when duplicate_object or unique_violation then null;  -- another database of this server was quicker
        when insufficient_privilege then
          raise exception using
            errcode = 'insufficient_privilege',
            message = format('role %I is missing and %I may not create it; run as a superuser: create role %I login',
                             name, current_user, name);
      end;
    end if;
  end loop;
  execute format('grant connect, temporary on database %I to hookline_worker, hookline_api', current_database());
end
$$;

revoke all on schema hookline from public;
grant usage on schema hookline to hookline_worker, hookline_api;
grant select on hookline.migration to hookline_worker, hookline_api;

alter default privileges in schema hookline grant select, insert, update, delete on tables to hookline_worker, hookline_api;
alter default privileges in schema hookline grant usage on sequences to hookline_worker, hookline_api;
alter default privileges in schema hookline revoke execute on functions from public;
alter default privileges in schema hookline grant execute on functions to hookline_worker, hookline_api;
