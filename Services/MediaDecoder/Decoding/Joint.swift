import CLibav

/// Finds where the time of a stream leaps ahead, as in two recordings joined, and takes the leap out of it.
///
/// What goes back in time is seen later, frame by frame; a leap must be taken out of packets, because an order may end
/// at the first packet that is too late.
struct Joint {
  private let timeBase: Double
  private let limit: Double
  private var last: Int64?
  private var shift: Int64 = 0

  /// `limit` is how many seconds of nothing are still believed.
  init(_ stream: Container.Stream, limit: Double) {
    (timeBase, self.limit) = (av_q2d(stream.pointee.time_base), limit)
  }

  /// How many seconds were taken out.
  var seconds: Double { -Double(shift) * timeBase }

  mutating func mend(_ packet: UnsafeMutablePointer<AVPacket>) {
    let (shown, decoded) = (packet.pointee.pts, packet.pointee.dts)
    let stamp = decoded == hookline_av_no_time ? shown : decoded
    guard stamp != hookline_av_no_time else { return }
    let duration = max(0, packet.pointee.duration)
    if let last {
      let (leap, overflows) = stamp.subtractingReportingOverflow(last)
      if !overflows, Double(leap) * timeBase > limit {
        shift = shift.subtractingReportingOverflow(leap).partialValue
      }
    }
    last = stamp.addingReportingOverflow(duration).partialValue
    if shown != hookline_av_no_time { packet.pointee.pts = shown &+ shift }
    if decoded != hookline_av_no_time { packet.pointee.dts = decoded &+ shift }
  }
}
