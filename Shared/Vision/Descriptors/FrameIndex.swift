/// Frames of many videos, to be searched by pictures: all hashes are looked at, the nearest are compared by layout and
/// edges, the best of those thoroughly.
///
/// 238 bytes a frame, each kind of data in one piece of memory. Searching is safe from many threads.
public struct FrameIndex: Sendable {
  public struct Match: Sendable, Equatable {
    public let video: Int64
    /// Of the frame in its video, in seconds.
    public let time: Double
    /// As `FrameProbe` tells it.
    public let distance: Float
  }

  /// How many get past each stage of a search.
  private static let byHash = 1_200
  private static let byLayout = 48

  private var hashes: [UInt64] = []
  private var bodies: [UInt8] = []
  private var videos: [Int64] = []
  private var times: [Float] = []

  public init() {}

  public var count: Int { hashes.count }

  public mutating func reserveCapacity(_ count: Int) {
    hashes.reserveCapacity(count)
    bodies.reserveCapacity(count * FrameDescriptor.bodyCount)
    videos.reserveCapacity(count)
    times.reserveCapacity(count)
  }

  /// Frames that show nothing are left out: every dark frame would be like every other.
  public mutating func append(_ descriptor: FrameDescriptor, video: Int64, time: Double) {
    guard !descriptor.isFlat, count < Int32.max else { return }
    hashes.append(descriptor.hash)
    bodies.append(contentsOf: descriptor.body)
    videos.append(video)
    times.append(Float(time))
  }

  /// The frames that are the most like one, the best first. With `mirrored` a mirrored copy counts as well; that takes
  /// twice as long.
  public func frames(
    like descriptor: FrameDescriptor, count: Int = 10, mirrored: Bool = false
  ) -> [Match] {
    guard count > 0, !descriptor.isFlat else { return [] }
    var found = rows(like: descriptor)
    if mirrored { found += rows(like: descriptor.mirrored) }
    found.sort { ($0.distance, $0.row) < ($1.distance, $1.row) }
    var seen: Set<Int32> = []
    return found.filter { seen.insert($0.row).inserted }.prefix(count).map { item in
      let row = Int(item.row)
      return Match(video: videos[row], time: Double(times[row]), distance: item.distance)
    }
  }

  /// The videos with such a frame, the best first, each with its best frame.
  public func videos(
    like descriptor: FrameDescriptor, count: Int = 10, mirrored: Bool = false
  ) -> [Match] {
    guard count > 0 else { return [] }
    var seen: Set<Int64> = []
    let frames = self.frames(like: descriptor, count: 2 * Self.byLayout, mirrored: mirrored)
    return Array(frames.filter { seen.insert($0.video).inserted }.prefix(count))
  }

  private func rows(like descriptor: FrameDescriptor) -> [(row: Int32, distance: Float)] {
    let probe = FrameProbe(descriptor)
    let near = hashes.withUnsafeBufferPointer {
      HashScan.nearest(to: probe.bits, in: $0, count: Self.byHash)
    }
    return bodies.withUnsafeBufferPointer { bodies in
      guard let start = bodies.baseAddress else { return [] }
      let body = { (row: Int32) in start + Int(row) * FrameDescriptor.bodyCount }
      let coarse = near.map { (row: $0, distance: probe.coarseDistance(toBody: body($0))) }
      return coarse.sorted { ($0.distance, $0.row) < ($1.distance, $1.row) }.prefix(Self.byLayout)
        .map { ($0.row, probe.distance(toBody: body($0.row))) }
    }
  }
}
