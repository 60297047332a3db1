// The peer of some benchmarks: what a plain C program on libpq does at the same task.
//
//   hookline-bench-peer connect                          connect, select 1, end
//   hookline-bench-peer upsert ROWS BATCH PASSES         one prepared statement a row; prints the seconds
//   hookline-bench-peer publish QUEUE COUNT WINDOW [SIZE]    messages with confirms; prints the seconds
//   hookline-bench-peer consume QUEUE COUNT BATCH PREFETCH   an ack every BATCH messages; prints the seconds
//   hookline-bench-peer roundtrip QUEUE COUNT PAUSE       prints the ms from each publish to its delivery; PAUSE in ms
//   hookline-bench-peer declare|delete QUEUE             a quorum queue for the two above
//   hookline-bench-peer pages DELAY NAME=FILE…            serves /NAME?page=N, line N of the file, each after so many ms,
//                                                         until SIGTERM; says the port on its standard error
//   hookline-bench-peer load PORT NAME COUNT CONCURRENCY  asks for so many pages; prints the seconds
//
// Where the database is comes from libpq's own variables (PGHOST, PGUSER, PGPASSWORD, ...): arguments can be
// read by everybody on the machine.

#define _POSIX_C_SOURCE 200809L
#include <libpq-fe.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "peer.h"

enum { column_count = 5 };

void fail(const char *doing, const char *reason) {
  fprintf(stderr, "hookline-bench-peer: %s: %s\n", doing, reason);
  exit(EXIT_FAILURE);
}

// Ends the program unless the statement did what was expected; frees the result.
static void check(PGconn *connection, PGresult *result, ExecStatusType expected, const char *doing) {
  if (PQresultStatus(result) != expected) fail(doing, PQerrorMessage(connection));
  PQclear(result);
}

static void run(PGconn *connection, const char *statement) {
  check(connection, PQexec(connection, statement), PGRES_COMMAND_OK, statement);
}

static PGconn *open_connection(void) {
  PGconn *connection = PQconnectdb("");
  if (connection == NULL) fail("connect", "out of memory");
  if (PQstatus(connection) != CONNECTION_OK) fail("connect", PQerrorMessage(connection));
  return connection;
}

double seconds(void) {
  struct timespec now;
  if (clock_gettime(CLOCK_MONOTONIC, &now) != 0) fail("clock_gettime", "no clock");
  return (double)now.tv_sec + (double)now.tv_nsec / 1e9;
}

static void format(char *text, size_t size, const char *pattern, ...) {
  va_list arguments;
  va_start(arguments, pattern);
  int length = vsnprintf(text, size, pattern, arguments);
  va_end(arguments);
  if (length < 0 || (size_t)length >= size) fail("format", "a value is too long");
}

// MARK: connect

static int connect_once(void) {
  PGconn *connection = open_connection();
  check(connection, PQexec(connection, "select 1"), PGRES_TUPLES_OK, "select 1");
  PQfinish(connection);
  return EXIT_SUCCESS;
}

// MARK: upsert

// The same values as the other side's: see UpsertRow.
static void upsert_row(PGconn *connection, long id, long pass) {
  char texts[column_count][64];
  format(texts[0], sizeof texts[0], "%ld", id);
  format(texts[1], sizeof texts[1], "track number %ld", id);
  format(texts[2], sizeof texts[2], "%ld", id * 31 + pass);
  format(texts[3], sizeof texts[3], "%.17g", (double)id / 7.0 + (double)pass);
  format(texts[4], sizeof texts[4], "%s", (id + pass) % 2 == 0 ? "t" : "f");
  const char *values[column_count];
  for (int column = 0; column < column_count; column++) values[column] = texts[column];
  PGresult *result = PQexecPrepared(connection, "upsert", column_count, values, NULL, NULL, 0);
  check(connection, result, PGRES_COMMAND_OK, "upsert");
}

static void upsert_pass(PGconn *connection, long rows, long batch, long pass) {
  for (long start = 0; start < rows; start += batch) {
    run(connection, "begin");
    for (long id = start; id < start + batch && id < rows; id++) upsert_row(connection, id, pass);
    run(connection, "commit");
  }
}

static int upsert(long rows, long batch, long passes) {
  PGconn *connection = open_connection();
  const char *statement =
      "insert into upserted (id, title, plays, score, is_new) values ($1, $2, $3, $4, $5) "
      "on conflict (id) do update set title = excluded.title, plays = excluded.plays, "
      "score = excluded.score, is_new = excluded.is_new";
  PGresult *prepared = PQprepare(connection, "upsert", statement, column_count, NULL);
  check(connection, prepared, PGRES_COMMAND_OK, "prepare");
  double start = seconds();
  for (long pass = 1; pass <= passes; pass++) upsert_pass(connection, rows, batch, pass);
  printf("%.6f\n", seconds() - start);
  PQfinish(connection);
  return EXIT_SUCCESS;
}

static long positive(const char *text) {
  char *end = NULL;
  long value = strtol(text, &end, 10);
  if (*text == '\0' || *end != '\0' || value <= 0 || value > 1000000000) {
    fprintf(stderr, "hookline-bench-peer: \"%s\" is not a positive number\n", text);
    exit(misuse);
  }
  return value;
}

int main(int count, char **arguments) {
  if (count == 2 && strcmp(arguments[1], "connect") == 0) return connect_once();
  if (count == 5 && strcmp(arguments[1], "upsert") == 0)
    return upsert(positive(arguments[2]), positive(arguments[3]), positive(arguments[4]));
  if ((count == 5 || count == 6) && strcmp(arguments[1], "publish") == 0)
    return publish_messages(arguments[2], positive(arguments[3]), positive(arguments[4]),
                            count == 6 ? positive(arguments[5]) : body_size);
  if (count == 6 && strcmp(arguments[1], "consume") == 0)
    return consume_messages(arguments[2], positive(arguments[3]), positive(arguments[4]), positive(arguments[5]));
  if (count == 5 && strcmp(arguments[1], "roundtrip") == 0)
    return time_roundtrips(arguments[2], positive(arguments[3]), positive(arguments[4]));
  if (count == 3 && strcmp(arguments[1], "declare") == 0) return declare_queue(arguments[2]);
  if (count == 3 && strcmp(arguments[1], "delete") == 0) return delete_queue(arguments[2]);
  if (count >= 4 && strcmp(arguments[1], "pages") == 0)
    return serve_pages(positive(arguments[2]), count - 3, arguments + 3);
  if (count == 6 && strcmp(arguments[1], "load") == 0)
    return load_pages(positive(arguments[2]), arguments[3], positive(arguments[4]), positive(arguments[5]));
  fputs("usage: hookline-bench-peer connect | upsert ROWS BATCH PASSES | publish QUEUE COUNT WINDOW [SIZE]\n"
        "       | consume QUEUE COUNT BATCH PREFETCH | roundtrip QUEUE COUNT PAUSE | declare QUEUE | delete QUEUE\n"
        "       | pages DELAY NAME=FILE… | load PORT NAME COUNT CONCURRENCY\n",
        stderr);
  return misuse;
}
