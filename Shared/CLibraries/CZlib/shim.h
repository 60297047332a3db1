#pragma once
#include <zlib.h>

// inflateInit2 and deflateInit2 are macros, which Swift does not see. 31: gzip, with the largest window.
static inline int hookline_zlib_begin_gunzip(z_stream *stream) { return inflateInit2(stream, 31); }

static inline int hookline_zlib_begin_gzip(z_stream *stream, int level) {
  return deflateInit2(stream, level, Z_DEFLATED, 31, 8, Z_DEFAULT_STRATEGY);
}
