#pragma once
// Its checks are macros over the variadic functions, which the wrappers below replace.
#define CURL_DISABLE_TYPECHECK
#include <curl/curl.h>

// curl_easy_setopt and its kin are variadic and cannot be called from Swift.
static inline CURLcode hookline_curl_set_number(CURL *handle, CURLoption option, long value) {
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

static inline long hookline_curl_status(CURL *handle) {
  long status = 0;
  curl_easy_getinfo(handle, CURLINFO_RESPONSE_CODE, &status);
  return status;
}

static inline CURLMcode hookline_curl_set_multi_number(CURLM *multi, CURLMoption option, long value) {
  return curl_multi_setopt(multi, option, value);
}
