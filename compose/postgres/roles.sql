-- Run once, when the server makes its data: roles with the least they need, and the database. Passwords come from the
-- environment, so none stands in a file of the image. The owner migrates; the others get their rights from the migrations.
\set ON_ERROR_STOP on
\getenv owner_password OWNER_PASSWORD
\getenv worker_password WORKER_PASSWORD
\getenv api_password API_PASSWORD
CREATE ROLE hookline_owner LOGIN PASSWORD :'owner_password';
CREATE ROLE hookline_worker LOGIN PASSWORD :'worker_password';
CREATE ROLE hookline_api LOGIN PASSWORD :'api_password';
CREATE DATABASE hookline OWNER hookline_owner;
REVOKE ALL ON DATABASE hookline FROM PUBLIC;
GRANT CONNECT ON DATABASE hookline TO hookline_owner, hookline_worker, hookline_api;
