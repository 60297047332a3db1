/// The hashes of many videos' key frames: tells which videos may be copies of one, to be compared thoroughly.
///
/// 20 bytes a frame. Each of a video's frames is compared with all: parts of hashes that have to be the same, as an index of
/// a database would need, find only a fifth of the frames that were cropped by a tenth.
public struct CopyIndex: Sendable {
  /// Of a video's frames so many are looked for, spread evenly: a copy has most of them.
  private static let probes = 24
  /// How many frames each may bring.
  private static let nearest = 160
  /// Of the 40 bits that are compared. One frame of 400 is as near as this to a stranger, and of a cropped one nine of ten.
  private static let farthest = 10

  private var hashes: [UInt64] = []
  private var owners: [Int64] = []
  /// The next frame of the same video, or -1.
  private var next: [Int32] = []
  /// The first frame of each video.
  private var firsts: [Int64: Int32] = [:]

  public init() {}

  public var count: Int { hashes.count }

  public mutating func append(_ hash: UInt64, of video: Int64) {
    guard count < Int32.max else { return }
    hashes.append(hash)
    owners.append(video)
    next.append(firsts.updateValue(Int32(hashes.count - 1), forKey: video) ?? -1)
  }

  /// Takes out all frames of videos. Costs as much as they have, however many others there are.
  public mutating func remove(_ videos: Set<Int64>) {
    for video in videos {
      while let first = firsts[video] {
        firsts[video] = next[Int(first)] >= 0 ? next[Int(first)] : nil
        fill(Int(first))
      }
    }
  }

  /// Puts the last frame into the place of one that no video has any more.
  private mutating func fill(_ place: Int) {
    let last = count - 1
    if place != last {
      let owner = owners[last]
      (hashes[place], owners[place], next[place]) = (hashes[last], owner, next[last])
      var row = Int(firsts[owner] ?? -1)
      if row == last {
        firsts[owner] = Int32(place)
      } else {
        while row >= 0, Int(next[row]) != last { row = Int(next[row]) }
        if row >= 0 { next[row] = Int32(place) }
      }
    }
    hashes.removeLast()
    owners.removeLast()
    next.removeLast()
  }

  /// Other videos that may be copies, the likeliest first.
  public func candidates(for print: VideoPrint, of own: Int64, count: Int = 24) -> [Int64] {
    guard count > 0 else { return [] }
    var scores: [Int64: Int] = [:]
    for frame in Self.spread(print.frames) {
      for (video, nearness) in videos(near: frame.descriptor, but: own) {
        scores[video, default: 0] += nearness
      }
    }
    return scores.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(count).map(\.key)
  }

  private static func spread(_ frames: [VideoPrint.KeyFrame]) -> [VideoPrint.KeyFrame] {
    let count = min(frames.count, probes)
    return (0..<count).map { frames[$0 * frames.count / count] }
  }

  /// How near the nearest frame of each video is, 1 or more.
  private func videos(near descriptor: FrameDescriptor, but own: Int64) -> [Int64: Int] {
    let bits = FrameProbe(descriptor).bits
    let rows = hashes.withUnsafeBufferPointer { HashScan.nearest(to: bits, in: $0, count: Self.nearest) }
    var found: [Int64: Int] = [:]
    for row in rows {
      let (video, hash) = (owners[Int(row)], hashes[Int(row)])
      let distance = ((hash ^ bits.hash) & bits.mask).nonzeroBitCount
      guard video != own, distance <= Self.farthest else { continue }
      found[video] = max(found[video] ?? 0, Self.farthest + 1 - distance)
    }
    return found
  }
}
