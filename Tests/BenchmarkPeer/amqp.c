// A bare loop over librabbitmq: what one thread in C does when nothing is asked of it but speed.
//
// Where the broker is comes from HOOKLINE_AMQP_URL: arguments can be read by everybody on the machine.

#define _POSIX_C_SOURCE 200809L
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_tcp_socket.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "peer.h"

enum { channel = 1, frame_size = 131072, heartbeat = 15 };

static void check_status(int status, const char *doing) {
  if (status != AMQP_STATUS_OK) fail(doing, amqp_error_string2(status));
}

static void check_reply(amqp_connection_state_t connection, const char *doing) {
  amqp_rpc_reply_t reply = amqp_get_rpc_reply(connection);
  if (reply.reply_type == AMQP_RESPONSE_LIBRARY_EXCEPTION) fail(doing, amqp_error_string2(reply.library_error));
  if (reply.reply_type != AMQP_RESPONSE_NORMAL) fail(doing, "the broker refused");
}

static amqp_connection_state_t open_broker(void) {
  const char *url = getenv("HOOKLINE_AMQP_URL");
  if (url == NULL) fail("connect", "HOOKLINE_AMQP_URL is not set");
  char *parts = strdup(url);
  if (parts == NULL) fail("connect", "out of memory");
  struct amqp_connection_info info;
  amqp_default_connection_info(&info);
  check_status(amqp_parse_url(parts, &info), "read HOOKLINE_AMQP_URL");

  amqp_connection_state_t connection = amqp_new_connection();
  if (connection == NULL) fail("connect", "out of memory");
  amqp_socket_t *socket = amqp_tcp_socket_new(connection);
  if (socket == NULL) fail("connect", "out of memory");
  check_status(amqp_socket_open(socket, info.host, info.port), "connect");
  amqp_rpc_reply_t reply = amqp_login(connection, info.vhost, 1, frame_size, heartbeat, AMQP_SASL_METHOD_PLAIN,
                                      info.user, info.password);
  if (reply.reply_type != AMQP_RESPONSE_NORMAL) fail("log in", "the broker refused");
  amqp_channel_open(connection, channel);
  check_reply(connection, "open a channel");
  free(parts);
  return connection;
}

static int close_broker(amqp_connection_state_t connection) {
  amqp_connection_close(connection, AMQP_REPLY_SUCCESS);
  amqp_destroy_connection(connection);
  return EXIT_SUCCESS;
}

// MARK: queue

int declare_queue(const char *queue) {
  amqp_connection_state_t connection = open_broker();
  amqp_table_entry_t entry = {.key = amqp_cstring_bytes("x-queue-type"),
                              .value = {.kind = AMQP_FIELD_KIND_UTF8, .value.bytes = amqp_cstring_bytes("quorum")}};
  amqp_table_t arguments = {.num_entries = 1, .entries = &entry};
  amqp_queue_declare(connection, channel, amqp_cstring_bytes(queue), 0, 1, 0, 0, arguments);
  check_reply(connection, "declare the queue");
  return close_broker(connection);
}

int delete_queue(const char *queue) {
  amqp_connection_state_t connection = open_broker();
  amqp_queue_delete(connection, channel, amqp_cstring_bytes(queue), 0, 0);
  check_reply(connection, "delete the queue");
  return close_broker(connection);
}

// MARK: publish

// Which messages are confirmed: confirms may stand for several, and may come out of order.
typedef struct {
  char *seen;
  long lowest;
  long count;
} confirms_t;

static void mark(confirms_t *confirms, long tag) {
  confirms->count += !confirms->seen[tag];
  confirms->seen[tag] = 1;
}

static void read_confirm(amqp_connection_state_t connection, confirms_t *confirms, long sent) {
  amqp_frame_t frame;
  check_status(amqp_simple_wait_frame(connection, &frame), "wait for confirms");
  if (frame.frame_type != AMQP_FRAME_METHOD) return;
  if (frame.payload.method.id != AMQP_BASIC_ACK_METHOD) fail("publish", "the broker did not confirm");
  amqp_basic_ack_t *ack = frame.payload.method.decoded;
  long tag = (long)ack->delivery_tag;
  if (tag < 1 || tag > sent) fail("publish", "the broker confirmed what was not sent");
  for (; ack->multiple && confirms->lowest < tag; confirms->lowest++) mark(confirms, confirms->lowest);
  mark(confirms, tag);
}

int publish_messages(const char *queue, long count, long window, long size) {
  amqp_connection_state_t connection = open_broker();
  amqp_confirm_select(connection, channel);
  check_reply(connection, "select confirms");
  char *body = malloc((size_t)size);
  if (body == NULL) fail("publish", "out of memory");
  memset(body, 'x', (size_t)size);
  amqp_bytes_t bytes = {.len = (size_t)size, .bytes = body};
  amqp_basic_properties_t properties = {._flags = AMQP_BASIC_DELIVERY_MODE_FLAG | AMQP_BASIC_MESSAGE_ID_FLAG,
                                        .delivery_mode = 2};
  confirms_t confirms = {.seen = calloc((size_t)count + 1, 1), .lowest = 1};
  if (confirms.seen == NULL) fail("publish", "out of memory");
  double start = seconds();
  for (long sent = 0; sent < count; sent++) {
    char id[32];
    snprintf(id, sizeof id, "peer-%ld", sent);
    properties.message_id = amqp_cstring_bytes(id);
    while (sent - confirms.count >= window) read_confirm(connection, &confirms, sent);
    check_status(amqp_basic_publish(connection, channel, amqp_empty_bytes, amqp_cstring_bytes(queue), 1, 0, &properties,
                                    bytes),
                 "publish");
    if (sent % 256 == 0) amqp_maybe_release_buffers(connection);
  }
  while (confirms.count < count) read_confirm(connection, &confirms, count);
  free(confirms.seen);
  free(body);
  printf("%.6f\n", seconds() - start);
  return close_broker(connection);
}

// MARK: consume

int consume_messages(const char *queue, long count, long batch, long prefetch) {
  amqp_connection_state_t connection = open_broker();
  amqp_basic_qos(connection, channel, 0, (uint16_t)prefetch, 0);
  check_reply(connection, "set the prefetch");
  double start = 0;
  amqp_basic_consume(connection, channel, amqp_cstring_bytes(queue), amqp_empty_bytes, 0, 0, 0, amqp_empty_table);
  check_reply(connection, "consume");
  for (long received = 1; received <= count; received++) {
    amqp_maybe_release_buffers(connection);
    amqp_envelope_t envelope;
    amqp_rpc_reply_t reply = amqp_consume_message(connection, &envelope, NULL, 0);
    if (reply.reply_type != AMQP_RESPONSE_NORMAL) fail("consume", "no message");
    if (received == 1) start = seconds();
    uint64_t tag = envelope.delivery_tag;
    amqp_destroy_envelope(&envelope);
    if (received % batch != 0 && received != count) continue;
    check_status(amqp_basic_ack(connection, channel, tag, batch > 1), "ack");
  }
  printf("%.6f\n", seconds() - start);
  return close_broker(connection);
}

// MARK: round trip

static void take_one(amqp_connection_state_t connection) {
  amqp_maybe_release_buffers(connection);
  amqp_envelope_t envelope;
  amqp_rpc_reply_t reply = amqp_consume_message(connection, &envelope, NULL, 0);
  if (reply.reply_type != AMQP_RESPONSE_NORMAL) fail("consume", "no message");
  uint64_t tag = envelope.delivery_tag;
  amqp_destroy_envelope(&envelope);
  check_status(amqp_basic_ack(connection, channel, tag, 0), "ack");
}

// One message at a time, each confirmed; over two connections, as between two processes.
int time_roundtrips(const char *queue, long count, long pause) {
  amqp_connection_state_t sender = open_broker();
  amqp_connection_state_t receiver = open_broker();
  amqp_confirm_select(sender, channel);
  check_reply(sender, "select confirms");
  amqp_basic_consume(receiver, channel, amqp_cstring_bytes(queue), amqp_empty_bytes, 0, 0, 0, amqp_empty_table);
  check_reply(receiver, "consume");
  char body[body_size];
  memset(body, 'x', sizeof body);
  amqp_bytes_t bytes = {.len = sizeof body, .bytes = body};
  amqp_basic_properties_t properties = {._flags = AMQP_BASIC_DELIVERY_MODE_FLAG, .delivery_mode = 2};
  struct timespec between = {.tv_sec = pause / 1000, .tv_nsec = pause % 1000 * 1000000};
  confirms_t confirms = {.seen = calloc((size_t)count + 1, 1), .lowest = 1};
  if (confirms.seen == NULL) fail("publish", "out of memory");
  for (long sent = 1; sent <= count; sent++) {
    nanosleep(&between, NULL);
    double start = seconds();
    check_status(
        amqp_basic_publish(sender, channel, amqp_empty_bytes, amqp_cstring_bytes(queue), 1, 0, &properties, bytes),
        "publish");
    take_one(receiver);
    printf("%.6f\n", (seconds() - start) * 1e3);
    while (confirms.count < sent) read_confirm(sender, &confirms, sent);
  }
  free(confirms.seen);
  close_broker(receiver);
  return close_broker(sender);
}
