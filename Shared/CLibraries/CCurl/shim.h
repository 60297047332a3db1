#pragma once
// Its checks are macros over the variadic functions, which the wrappers below replace.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>
#include <stddef.h>

// curl_easy_setopt and its kin are variadic and cannot be called from Swift.
static inline CURLcode hookline_curl_set_number(CURL *handle, CURLoption option, long value) {
  return curl_easy_setopt(handle, option, value);
}

static inline CURLcode hookline_curl_set_size(CURL *handle, CURLoption option, curl_off_t value) {
  return curl_easy_setopt(handle, option, value);
}

// For options that copy the text; not for CURLOPT_POSTFIELDS, which does not.
static inline CURLcode hookline_curl_set_text(CURL *handle, CURLoption option, const char *text) {
  return curl_easy_setopt(handle, option, text);
}

// Copies the bytes. Without any, an address all the same: no address would mean that the library reads them itself.
static inline CURLcode hookline_curl_set_body(CURL *handle, const void *bytes, curl_off_t count) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
  return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_COPYPOSTFIELDS, count ? bytes : "") : code;
}

// The list must live until the transfer has ended.
static inline CURLcode hookline_curl_set_headers(CURL *handle, struct curl_slist *list) {
  return curl_easy_setopt(handle, CURLOPT_HTTPHEADER, list);
}

// What names stand for, instead of what the resolver says: HOST:PORT:ADDRESS,ADDRESS. The list must live as above.
static inline CURLcode hookline_curl_set_resolutions(CURL *handle, struct curl_slist *list) {
  return curl_easy_setopt(handle, CURLOPT_RESOLVE, list);
}

// Who opens the socket of every new connection.
static inline CURLcode hookline_curl_set_opener(CURL *handle, curl_opensocket_callback open, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_OPENSOCKETFUNCTION, open);
  return code == CURLE_OK ? curl_easy_setopt(handle, CURLOPT_OPENSOCKETDATA, context) : code;
}

// The addresses below are read and written by the places of their bytes, which Linux fixes, and not by the structures and
// constants of the C library: a header that names those would make them this module's, and hide them from all files that
// import only Glibc.

// The bytes of the address, of which there are 4, 16 or, for what is neither IPv4 nor IPv6, 0; and the port.
static inline int hookline_curl_read_address(
    const struct curl_sockaddr *address, unsigned char bytes[16], unsigned short *port) {
  const unsigned char *place = (const unsigned char *)address + offsetof(struct curl_sockaddr, addr);
  int is_four = address->family == 2;
  int is_six = address->family == 10;
  if (!is_four && !is_six) return 0;
  *port = (unsigned short)(place[2] << 8 | place[3]);
  int count = is_four ? 4 : 16;
  for (int index = 0; index < count; index++) bytes[index] = place[(is_four ? 4 : 8) + index];
  return count;
}

// Replaces the address by a port of loopback: the library connects to what it finds there after its callback.
static inline void hookline_curl_divert(struct curl_sockaddr *address, unsigned short port) {
  unsigned char *place = (unsigned char *)address + offsetof(struct curl_sockaddr, addr);
  const unsigned char loopback[16] = {[2] = (unsigned char)(port >> 8), [3] = (unsigned char)port, [4] = 127, [7] = 1};
  for (int index = 2; index < 16; index++) place[index] = loopback[index];
  address->addr.sa_family = 2;
  address->family = 2;
  address->addrlen = 16;
}

// A socket for the address that no child inherits (SOCK_CLOEXEC), or -1.
static inline curl_socket_t hookline_curl_open_socket(const struct curl_sockaddr *address) {
  return socket(address->family, address->socktype | 02000000, address->protocol);
}

// CURL_ERROR_SIZE bytes that must live until the handle is freed.
static inline CURLcode hookline_curl_set_error_text(CURL *handle, char *text) {
  return curl_easy_setopt(handle, CURLOPT_ERRORBUFFER, text);
}

typedef size_t (*hookline_curl_sink)(char *bytes, size_t size, size_t count, void *context);

// Where the response goes: the lines of its head, and its body.
static inline CURLcode hookline_curl_set_sinks(
    CURL *handle, hookline_curl_sink head, hookline_curl_sink body, void *context) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_HEADERFUNCTION, head);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_HEADERDATA, context);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_WRITEFUNCTION, body);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_WRITEDATA, context);
  return code;
}

typedef size_t (*hookline_curl_source)(char *bytes, size_t size, size_t count, void *context);
typedef int (*hookline_curl_seeker)(void *context, curl_off_t offset, int origin);

// Where the body of the request comes from, and who goes back in it when it has to be sent once more.
static inline CURLcode hookline_curl_set_source(
    CURL *handle, hookline_curl_source read, hookline_curl_seeker seek, void *context, curl_off_t count) {
  CURLcode code = curl_easy_setopt(handle, CURLOPT_POST, 1L);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_POSTFIELDSIZE_LARGE, count);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_READFUNCTION, read);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_READDATA, context);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_SEEKFUNCTION, seek);
  if (code == CURLE_OK) code = curl_easy_setopt(handle, CURLOPT_SEEKDATA, context);
  return code;
}

static inline long hookline_curl_status(CURL *handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

static inline CURLMcode hookline_curl_set_multi_number(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}

// Who is told which sockets to watch, and when the library wants a turn.
static inline CURLMcode hookline_curl_set_watch(
    CURLM *multi, curl_socket_callback socket, curl_multi_timer_callback timer, void *context) {
  CURLMcode code = curl_multi_setopt(multi, CURLMOPT_SOCKETFUNCTION, socket);
  if (code == CURLM_OK) code = curl_multi_setopt(multi, CURLMOPT_SOCKETDATA, context);
  if (code == CURLM_OK) code = curl_multi_setopt(multi, CURLMOPT_TIMERFUNCTION, timer);
  if (code == CURLM_OK) code = curl_multi_setopt(multi, CURLMOPT_TIMERDATA, context);
  return code;
}
