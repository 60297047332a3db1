#pragma once
#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

// What Swift does not import: macros and variadic functions.
static inline int hookline_av_error(int number) { return AVERROR(number); }
static const int hookline_av_error_eof = AVERROR_EOF;
static const int hookline_av_error_invalid = AVERROR_INVALIDDATA;
static const int64_t hookline_av_no_time = AV_NOPTS_VALUE;
