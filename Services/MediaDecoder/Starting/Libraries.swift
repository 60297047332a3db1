import CChromaprint
import CLibav
import Glibc

/// The C libraries that this program is made of.
enum Libraries {
  static let names: String = {
    let ffmpeg = String(cString: av_version_info())
    let format = avformat_version()
    let parts = [format >> 16, format >> 8 & 255, format & 255].map(String.init).joined(separator: ".")
    return
      "FFmpeg \(ffmpeg) (libavformat \(parts)), Chromaprint \(String(cString: chromaprint_get_version()))"
  }()

  /// Whether libav has refused a stream because a file has too many. It tells nobody but its log.
  ///
  /// This program has one thread, and the log is written by it.
  nonisolated(unsafe) static var hasRefusedStream = false

  /// Silences libav and lets it make the tables that its first use makes, which may need what is given up later.
  static func warmUp() {
    av_log_set_callback { _, _, format, _ in
      guard let format, strstr(format, "max_streams") != nil else { return }
      Libraries.hasRefusedStream = true
    }
    _ = names
    _ = av_cpu_count()
    _ = av_get_cpu_flags()
    _ = sysconf(Int32(_SC_PHYS_PAGES))
    for id in [AV_CODEC_ID_MP3, AV_CODEC_ID_AAC, AV_CODEC_ID_H264, AV_CODEC_ID_VP9] {
      guard let codec = avcodec_find_decoder(id) else { continue }
      var context = avcodec_alloc_context3(codec)
      context?.pointee.thread_count = 1
      if let context { avcodec_open2(context, codec, nil) }
      avcodec_free_context(&context)
    }
    if let chromaprint = chromaprint_new(Int32(CHROMAPRINT_ALGORITHM_DEFAULT.rawValue)) {
      chromaprint_start(chromaprint, 11_025, 1)
      chromaprint_free(chromaprint)
    }
  }
}
