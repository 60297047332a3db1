import CLibav

extension Container.Stream {
  var parameters: AVCodecParameters { pointee.codecpar.pointee }
  var isDecodable: Bool { avcodec_find_decoder(parameters.codec_id) != nil }
  var codecName: String { String(cString: avcodec_get_name(parameters.codec_id)) }

  /// Whether it is a picture that belongs to the file, not one of its moving ones.
  var isCover: Bool {
    let marks = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS
    return parameters.codec_type == AVMEDIA_TYPE_VIDEO && pointee.disposition & marks != 0
  }

  /// When it begins by the file's own time, in seconds.
  var start: Double? {
    guard pointee.start_time != hookline_av_no_time else { return nil }
    return Double(pointee.start_time) * av_q2d(pointee.time_base)
  }

  /// How long it is, as the file claims.
  var seconds: Double? {
    guard pointee.duration != hookline_av_no_time, pointee.duration > 0 else { return nil }
    return Double(pointee.duration) * av_q2d(pointee.time_base)
  }

  /// How its pictures must be turned to be upright.
  var turn: Turn {
    var byteCount = 0
    guard let bytes = av_stream_get_side_data(self, AV_PKT_DATA_DISPLAYMATRIX, &byteCount) else {
      return Turn()
    }
    return Turn(UnsafeRawBufferPointer(start: bytes, count: byteCount))
  }
}
