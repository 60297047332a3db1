#pragma once
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/cpu.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

// What Swift does not import: macros and variadic functions.
static inline int hookline_av_error(int number) { return AVERROR(number); }
static const int hookline_av_error_eof = AVERROR_EOF;
static const int hookline_av_error_invalid = AVERROR_INVALIDDATA;
static const int64_t hookline_av_no_time = AV_NOPTS_VALUE;

/// A context that libav allocates its buffer for too; free it with hookline_av_io_free. NULL when memory is out.
static inline AVIOContext *hookline_av_io_new(
    int buffer_count, void *owner, int (*read)(void *, uint8_t *, int), int64_t (*seek)(void *, int64_t, int)) {
  uint8_t *buffer = av_malloc(buffer_count);
  if (buffer == NULL) return NULL;
  AVIOContext *context = avio_alloc_context(buffer, buffer_count, 0, owner, read, NULL, seek);
  if (context == NULL) av_free(buffer);
  return context;
}

/// The buffer may be another than the first one: libav changes it.
static inline void hookline_av_io_free(AVIOContext *context) {
  av_freep(&context->buffer);
  avio_context_free(&context);
}

/// From planes or packed samples of `in` to floats, one plane a channel, at the same rate. The same layout goes in and
/// out where the number of channels stays the same. NULL where the library cannot.
static inline SwrContext *hookline_av_floats_new(const AVFrame *in, int out_channels) {
  AVChannelLayout from = {0}, to = {0};
  if (av_channel_layout_copy(&from, &in->ch_layout) < 0) return NULL;
  if (from.order == AV_CHANNEL_ORDER_UNSPEC) av_channel_layout_default(&from, in->ch_layout.nb_channels);
  if (out_channels == from.nb_channels) {
    if (av_channel_layout_copy(&to, &from) < 0) return NULL;
  } else {
    av_channel_layout_default(&to, out_channels);
  }
  SwrContext *context = NULL;
  int result = swr_alloc_set_opts2(&context, &to, AV_SAMPLE_FMT_FLTP, in->sample_rate, &from,
                                   (enum AVSampleFormat)in->format, in->sample_rate, 0, NULL);
  av_channel_layout_uninit(&from);
  av_channel_layout_uninit(&to);
  if (result < 0 || swr_init(context) < 0) swr_free(&context);
  return context;
}

/// From planes of floats at one rate to packed samples at another. NULL where the library cannot.
static inline SwrContext *hookline_av_resampler_new(int channels, int in_rate, int out_rate, int format) {
  AVChannelLayout layout = {0};
  av_channel_layout_default(&layout, channels);
  SwrContext *context = NULL;
  int result = swr_alloc_set_opts2(&context, &layout, (enum AVSampleFormat)format, out_rate, &layout,
                                   AV_SAMPLE_FMT_FLTP, in_rate, 0, NULL);
  av_channel_layout_uninit(&layout);
  if (result < 0 || swr_init(context) < 0) swr_free(&context);
  return context;
}
