#pragma once
#include <microhttpd.h>
#include <netdb.h>
#include <sys/socket.h>

// Variadic functions are not imported by Swift, and closed enums lose their names there; the functions below
// fix the options and calls in use.

typedef void *(*hookline_mhd_target_callback)(void *context, const char *target, struct MHD_Connection *connection);

// Strictness of 0.9 adds two checks, of Host and of spaces in the path, which the HTTP module makes itself: the
// library answers the one with its header sent twice and the other by hanging up. From 1.0 on it does more.
#if MHD_VERSION >= 0x01000000
#define HOOKLINE_MHD_STRICTNESS 1
#else
#define HOOKLINE_MHD_STRICTNESS 0
#endif

// One event thread over poll, or several; suspending, because answers are made elsewhere. Not epoll: there 0.9.75 takes a short
// read for the end of what is ready, and a connection that was closed together with its last bytes stays for good.
static inline struct MHD_Daemon *hookline_mhd_start(
    int listening_socket, unsigned int connection_limit, unsigned int limit_per_address, size_t memory_limit,
    unsigned int threads, MHD_AccessHandlerCallback access, hookline_mhd_target_callback target,
    MHD_RequestCompletedCallback completed, MHD_NotifyConnectionCallback connection, void *context) {
  return MHD_start_daemon(
      MHD_USE_POLL_INTERNAL_THREAD | MHD_ALLOW_SUSPEND_RESUME, 0, NULL, NULL, access, context,
      MHD_OPTION_LISTEN_SOCKET, listening_socket,
      MHD_OPTION_CONNECTION_LIMIT, connection_limit,
      MHD_OPTION_PER_IP_CONNECTION_LIMIT, limit_per_address,
      MHD_OPTION_CONNECTION_MEMORY_LIMIT, memory_limit,
      MHD_OPTION_CONNECTION_TIMEOUT, 0u,
      // One is none in a pool.
      MHD_OPTION_THREAD_POOL_SIZE, threads > 1 ? threads : 0u,
      MHD_OPTION_STRICT_FOR_CLIENT, HOOKLINE_MHD_STRICTNESS,
      MHD_OPTION_URI_LOG_CALLBACK, target, context,
      MHD_OPTION_NOTIFY_COMPLETED, completed, context,
      MHD_OPTION_NOTIFY_CONNECTION, connection, context,
      MHD_OPTION_END);
}

static inline int hookline_mhd_socket(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CONNECTION_FD);
  return info ? info->connect_fd : -1;
}

static inline void *hookline_mhd_connection_context(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_SOCKET_CONTEXT);
  return info ? info->socket_context : NULL;
}

// Bytes from the start of the request line to the end of the empty line behind the header.
static inline size_t hookline_mhd_header_size(struct MHD_Connection *connection) {
  const union MHD_ConnectionInfo *info =
      MHD_get_connection_info(connection, MHD_CONNECTION_INFO_REQUEST_HEADER_SIZE);
  return info ? info->header_size : 0;
}

// Writes the numeric address of the other side; the text is empty when there is none.
static inline void hookline_mhd_peer(struct MHD_Connection *connection, char *text, socklen_t size) {
  const union MHD_ConnectionInfo *info = MHD_get_connection_info(connection, MHD_CONNECTION_INFO_CLIENT_ADDRESS);
  text[0] = 0;
  if (!info || !info->client_addr) return;
  socklen_t length = info->client_addr->sa_family == AF_INET6 ? 28 : 16;
  if (getnameinfo(info->client_addr, length, text, size, NULL, 0, NI_NUMERICHOST) != 0) text[0] = 0;
}

static inline void hookline_mhd_headers(
    struct MHD_Connection *connection, MHD_KeyValueIteratorN iterator, void *context) {
  MHD_get_connection_values_n(connection, MHD_HEADER_KIND, iterator, context);
}

// Copies the bytes.
static inline struct MHD_Response *hookline_mhd_response(const void *bytes, size_t count) {
  return MHD_create_response_from_buffer(count, (void *)bytes, MHD_RESPMEM_MUST_COPY);
}

static inline struct MHD_Response *hookline_mhd_stream_response(
    size_t block_size, MHD_ContentReaderCallback reader, void *context, MHD_ContentReaderFreeCallback release) {
  return MHD_create_response_from_callback(MHD_SIZE_UNKNOWN, block_size, reader, context, release);
}

static inline ssize_t hookline_mhd_end_of_stream(void) { return MHD_CONTENT_READER_END_OF_STREAM; }
static inline ssize_t hookline_mhd_end_with_error(void) { return MHD_CONTENT_READER_END_WITH_ERROR; }
