import Telemetry
import TestPictures
import Vision

extension Question {
  static let images = Question(
    name: "images",
    help:
      "2,000 drawn frames: changed copies found, strangers told apart; a query of 1,000,000 by a bare scan"
  ) { bench in
    let rows = ImageRows(bench)
    return rows.hits() + [rows.strangers(), rows.query()]
  }
}

private struct ImageRows {
  private static let frames = 2_000
  private static let rows = 1_000_000

  private let bench: Bench
  private let index: FrameIndex
  private let descriptors: [FrameDescriptor]

  init(_ bench: Bench) {
    self.bench = bench
    let seed = bench.scale.seed
    descriptors = (0..<Self.frames).map { FrameDescriptor(Self.scene($0, seed).frame()) }
    var index = FrameIndex()
    for (video, descriptor) in descriptors.enumerated() {
      index.append(descriptor, video: Int64(video), time: 0)
    }
    self.index = index
    bench.progress.say("images: \(Self.frames) frames drawn")
  }

  private static func scene(_ number: Int, _ seed: Int) -> Picture {
    .scene(seed: UInt64(seed) &* 1_000_003 &+ UInt64(number))
  }

  /// How often the right video is the first, for each kind of change. All of them at once is told without a target.
  func hits() -> [Finding] {
    Change.allCases.map { change in
      var right = 0
      for number in 0..<Self.frames {
        let copy = Self.scene(number, bench.scale.seed)
          .changed(change, seed: UInt64(bench.scale.seed + number))
        let found = index.videos(like: FrameDescriptor(copy.frame()), count: 1)
        if found.first?.video == Int64(number) { right += 1 }
      }
      bench.progress.say("images: \(right) of \(Self.frames) \(change.rawValue) found")
      return Finding(
        name: "images/\(change.rawValue)", unit: "share", ours: Double(right) / Double(Self.frames),
        target: change == .together ? .none : .atLeast(0.95), count: Self.frames, seed: bench.scale.seed)
    }
  }

  /// How often a picture that is not among them is claimed to be one of them: all by itself, and as a copy of a whole video
  /// that has no other frame.
  func strangers() -> Finding {
    var (mistaken, copies) = (0, 0)
    for number in Self.frames..<(2 * Self.frames) {
      let stranger = FrameDescriptor(Self.scene(number, bench.scale.seed).frame())
      guard let nearest = index.videos(like: stranger, count: 1).first,
        nearest.distance <= FrameProbe.surely
      else { continue }
      mistaken += 1
      let known = VideoPrint([.init(time: 0, descriptor: descriptors[Int(nearest.video)])])
      if VideoPrint([.init(time: 0, descriptor: stranger)]).likeness(to: known).isSame { copies += 1 }
    }
    bench.progress.say("images: \(mistaken) of \(Self.frames) strangers taken for known ones")
    return Finding(
      name: "images/strangers", unit: "share", ours: Double(mistaken) / Double(Self.frames),
      target: .atMost(0.01), count: Self.frames, seed: bench.scale.seed,
      details: [("copies", Double(copies) / Double(Self.frames))])
  }

  /// The least time of each: what else the machine does makes both slower, at other moments.
  func query() -> Finding {
    let (large, hashes) = million()
    var (ours, bare) = (Double.infinity, Double.infinity)
    var nearest = 0
    let clock = ContinuousClock()
    for round in 0..<max(30, bench.scale.rounds) {
      let descriptor = descriptors[round * 61 % descriptors.count]
      let scan = clock.measure { nearest += Self.leastDistance(to: descriptor.hash, in: hashes) }
      let query = clock.measure { nearest += large.videos(like: descriptor, count: 10).count }
      (ours, bare) = (min(ours, query.inSeconds * 1_000), min(bare, scan.inSeconds * 1_000))
    }
    return Finding(
      name: "images/query", unit: "times", ours: ours / bare, peers: [("bare scan", .figure(1))],
      target: .atMost(3), count: nearest > 0 ? Self.rows : 0, seed: bench.scale.seed,
      details: [("milliseconds", ours), ("bareMilliseconds", bare)])
  }

  private static func leastDistance(to hash: UInt64, in hashes: [UInt64]) -> Int {
    var least = 64
    for other in hashes { least = min(least, (other ^ hash).nonzeroBitCount) }
    return least
  }

  /// The drawn frames among others that are like them but for bits drawn at random.
  private func million() -> (FrameIndex, [UInt64]) {
    var (large, draw) = (index, Draw(seed: UInt64(bench.scale.seed)))
    large.reserveCapacity(Self.rows)
    var hashes = descriptors.map(\.hash)
    while large.count < Self.rows {
      var bytes = descriptors[hashes.count % descriptors.count].bytes
      let hash = draw.next()
      for place in 0..<8 { bytes[place] = UInt8(truncatingIfNeeded: hash >> UInt64(56 - 8 * place)) }
      for place in 8..<40 { bytes[place] ^= UInt8(truncatingIfNeeded: draw.next() & 31) }
      guard let descriptor = FrameDescriptor(bytes: bytes) else { break }
      large.append(descriptor, video: -Int64(hashes.count), time: 0)
      hashes.append(hash)
    }
    return (large, hashes)
  }
}
