import CLibav

extension Container {
  private static let leastLeap = 10.0

  /// Goes to the last place before this time from which can be decoded; false where the file does not allow it.
  @discardableResult
  func seek(to seconds: Double) -> Bool {
    let target = (max(0, seconds) + zero) * Double(AV_TIME_BASE)
    guard abs(target) < 1e15 else { return false }
    let wanted = streams.filter { $0.pointee.discard != AVDISCARD_ALL }
    let lead = wanted.first { $0.parameters.codec_type == AVMEDIA_TYPE_VIDEO } ?? wanted.first
    guard let lead else { return false }
    let base = AVRational(num: 1, den: AV_TIME_BASE)
    let time = av_rescale_q(Int64(target), base, lead.pointee.time_base)
    return avformat_seek_file(format, lead.pointee.index, .min, time, time, 0) >= 0
  }

  /// How many seconds without anything in a stream are believed. Broadcasts are cut and joined, with the time of each
  /// part as it was sent; elsewhere only a leap that the whole file has no room for is none.
  var believedGap: Double {
    let name = String(cString: format.pointee.iformat.pointee.name)
    if name == "mpegts" || name == "mpeg" { return Self.leastLeap }
    return duration.map { max(Self.leastLeap, $0) } ?? .infinity
  }

  /// In words, that the file ends well before it claims to; nil when it does not, or claims nothing of its own.
  func shortfall(reached: Double) -> String? {
    let kept = streams.filter { $0.pointee.discard != AVDISCARD_ALL }
    let isGuess = format.pointee.duration_estimation_method == AVFMT_DURATION_FROM_BITRATE
    let others = streams.count == kept.count ? duration : nil
    // A stream may be shorter than its file, so a file's claim says nothing of one of its streams.
    guard !isGuess, let claimed = kept.compactMap({ $0.seconds }).max() ?? others else { return nil }
    guard reached > 0, reached < claimed - max(1, claimed * 0.02), claimed < 1e9 else { return nil }
    return "the file ends after \(Int(reached)) of \(Int(claimed)) seconds"
  }
}
