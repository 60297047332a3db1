import Crypto
public import Models

extension Video {
  /// Of everything in it that analysis reads: another hash means another analysis. Its numbers change all the time;
  /// they count from one doubling to the next.
  public var contentHash: [UInt8] {
    var parts = [
      kind.rawValue, caption, language ?? "", duration.map { "\($0)" } ?? "", loudness.map { "\($0)" } ?? "",
    ]
    parts += [counts.plays, counts.likes].map {
      $0.map { "\(Int64.bitWidth - max(0, $0).leadingZeroBitCount)" } ?? ""
    }
    parts += [sound?.key.description ?? "", sound?.title ?? "", sound?.artist ?? "", sound?.album ?? ""]
    parts += [mediaURL == nil ? "" : "media", "\(imageURLs.count)"]
    parts += hashtags.map { "#" + $0.name }
    parts += stickers.map { "=" + $0 }
    // With their lengths, so that no two lists read the same.
    return Array(SHA256.hash(parts.map { "\($0.utf8.count):\($0)" }.joined()).bytes)
  }
}
