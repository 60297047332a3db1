import CLibav

extension AVFrame {
  /// Seconds of presentation time from the beginning of the file; nil when nobody knows.
  func time(of stream: Container.Stream, zero: Double) -> Double? {
    guard best_effort_timestamp != hookline_av_no_time else { return nil }
    return Double(best_effort_timestamp) * av_q2d(stream.pointee.time_base) - zero
  }

  /// How this very frame must be turned to be upright, as photos say; nil when it does not say.
  var turn: Turn? {
    var frame = self
    guard let side = av_frame_get_side_data(&frame, AV_FRAME_DATA_DISPLAYMATRIX) else { return nil }
    return Turn(UnsafeRawBufferPointer(start: side.pointee.data, count: side.pointee.size))
  }
}
