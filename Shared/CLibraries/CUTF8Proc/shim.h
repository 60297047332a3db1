#pragma once
#include <utf8proc.h>

// The library's flags are a closed enum, whose combinations Swift does not know: this is toNFKC_Casefold of the
// Unicode standard. The caller frees the result, which is null when memory is short or the text is not UTF-8.
static inline utf8proc_uint8_t *hookline_utf8proc_fold(
    const utf8proc_uint8_t *text, utf8proc_ssize_t count, utf8proc_ssize_t *result_count) {
  utf8proc_uint8_t *result = NULL;
  *result_count = utf8proc_map(
      text, count, &result,
      UTF8PROC_STABLE | UTF8PROC_COMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  return result;
}

// The same, with letters and their marks apart.
static inline utf8proc_uint8_t *hookline_utf8proc_divide(
    const utf8proc_uint8_t *text, utf8proc_ssize_t count, utf8proc_ssize_t *result_count) {
  utf8proc_uint8_t *result = NULL;
  *result_count = utf8proc_map(
      text, count, &result,
      UTF8PROC_STABLE | UTF8PROC_DECOMPOSE | UTF8PROC_COMPAT | UTF8PROC_CASEFOLD | UTF8PROC_IGNORE);
  return result;
}
