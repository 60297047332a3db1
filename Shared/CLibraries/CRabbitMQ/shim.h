#pragma once
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>

// amqp_login_with_properties is variadic and cannot be called from Swift.
static inline amqp_rpc_reply_t hookline_amqp_login_plain(
    amqp_connection_state_t state, const char *vhost, int heartbeat, const amqp_table_t *properties,
    const char *user, const char *password) {
  return amqp_login_with_properties(state, vhost, 1, 131072, heartbeat, properties, AMQP_SASL_METHOD_PLAIN, user,
                                    password);
}
