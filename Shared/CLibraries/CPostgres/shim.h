#pragma once
#include <libpq-fe.h>

// PG_DIAG_* are character literals, which Swift does not import; the functions below name the ones in use.
static inline const char *hookline_pg_sqlstate(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_SQLSTATE);
}
static inline const char *hookline_pg_message(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_MESSAGE_PRIMARY);
}
static inline const char *hookline_pg_detail(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_MESSAGE_DETAIL);
}
static inline const char *hookline_pg_hint(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_MESSAGE_HINT);
}
static inline const char *hookline_pg_constraint(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_CONSTRAINT_NAME);
}
static inline const char *hookline_pg_context(const PGresult *result) {
  return PQresultErrorField(result, PG_DIAG_CONTEXT);
}
