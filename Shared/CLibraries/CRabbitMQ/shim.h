#pragma once
#include <amqp.h>
#include <amqp_framing.h>
#include <amqp_ssl_socket.h>
#include <amqp_tcp_socket.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <openssl/x509_vfy.h>
#include <openssl/x509v3.h>

// amqp_login_with_properties is variadic and cannot be called from Swift.
static inline amqp_rpc_reply_t hookline_amqp_login_plain(
    amqp_connection_state_t state, const char *vhost, int heartbeat, const amqp_table_t *properties,
    const char *user, const char *password) {
  return amqp_login_with_properties(state, vhost, 1, 131072, heartbeat, properties, AMQP_SASL_METHOD_PLAIN, user,
                                    password);
}

// OpenSSL calls it for each certificate of the broker's chain; the verdict is not to be changed here, only kept.
static inline int hookline_tls_keep_verdict(int is_fine, X509_STORE_CTX *store) {
  SSL *ssl = X509_STORE_CTX_get_ex_data(store, SSL_get_ex_data_X509_STORE_CTX_idx());
  int *verdict = ssl == NULL ? NULL : SSL_CTX_get_app_data(SSL_get_SSL_CTX(ssl));
  if (!is_fine && verdict != NULL) *verdict = X509_STORE_CTX_get_error(store);
  return is_fine;
}

// Without it OpenSSL would ask for the key's passphrase on the terminal, and wait.
static inline int hookline_tls_no_passphrase(char *buffer, int size, int is_writing, void *data) {
  (void)buffer, (void)size, (void)is_writing, (void)data;
  return -1;
}

// Has OpenSSL itself compare the broker's certificate with the host, a name or an address (the library's own
// comparison knows names only), and keeps why it refuses in `verdict`, until hookline_tls_forget_verdict.
static inline int hookline_tls_expect(amqp_socket_t *socket, const char *host, int *verdict) {
  SSL_CTX *context = amqp_ssl_socket_get_context(socket);
  X509_VERIFY_PARAM *expected = SSL_CTX_get0_param(context);
  SSL_CTX_set_app_data(context, verdict);
  SSL_CTX_set_verify(context, SSL_VERIFY_PEER, hookline_tls_keep_verdict);
  X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  return X509_VERIFY_PARAM_set1_ip_asc(expected, host) || X509_VERIFY_PARAM_set1_host(expected, host, 0);
}

static inline void hookline_tls_forget_verdict(amqp_socket_t *socket) {
  SSL_CTX_set_app_data((SSL_CTX *)amqp_ssl_socket_get_context(socket), NULL);
}

static inline void hookline_tls_forbid_passphrase(amqp_socket_t *socket) {
  SSL_CTX_set_default_passwd_cb(amqp_ssl_socket_get_context(socket), hookline_tls_no_passphrase);
}
