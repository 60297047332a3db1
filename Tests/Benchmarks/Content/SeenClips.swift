import FoundationEssentials
import Glibc
import TestVideo
import Vision

/// A clip of an unseen kind of scenes, and what was seen in it.
struct SeenClip: Sendable {
  let clip: Clip
  /// With every frame decoded, and in the mode that leaves some out.
  var whole: Shots?
  var quick: Shots?
  /// With the peer's own setting, and with shots as short as ours may be.
  var peer: [Int]?
  var peerWithShort: [Int]?
}

/// What was seen in all clips, and what it took.
struct SeenClips: Sendable {
  /// Files that lie on the disk at a time.
  private static let batch = 12

  private(set) var clips: [SeenClip] = []
  private(set) var wholeSeconds = 0.0
  private(set) var quickSeconds = 0.0
  private(set) var peerSeconds = 0.0
  /// Why there is no peer.
  let reason: String?
  private let peer: PeerShots

  var minutes: Double { clips.reduce(0) { $0 + $1.clip.duration } / 60 }

  init(_ bench: Bench) async throws {
    peer = try await PeerShots(bench)
    reason = peer.reason
    let all = TestVideo.clips(.unseen, count: bench.scale.clips, seed: UInt64(bench.scale.seed))
    for start in stride(from: 0, to: all.count, by: Self.batch) {
      try Task.checkCancellation()
      try await see(Array(all[start..<min(start + Self.batch, all.count)]), bench)
      bench.progress.say("shots: \(clips.count) of \(all.count) clips seen")
    }
  }

  private mutating func see(_ batch: [Clip], _ bench: Bench) async throws {
    let seen = try await withTemporaryFolder { [self] folder in
      try await self.seen(batch, in: folder, bench)
    }
    clips += seen.clips
    wholeSeconds += seen.whole
    quickSeconds += seen.quick
    peerSeconds += seen.peer
  }

  private typealias Seen = (clips: [SeenClip], whole: Double, quick: Double, peer: Double)

  private func seen(_ batch: [Clip], in folder: String, _ bench: Bench) async throws -> Seen {
    let paths = batch.map { "\(folder)/\($0.name).mp4" }
    try await Self.write(batch, paths)
    let whole = try await OurShots.found(paths, OurShots.whole, bench)
    let first = try await peer.found(paths)
    let quick = try await OurShots.found(paths, OurShots.quick, bench)
    let second = try await peer.found(paths, shortest: 2)
    let clips = zip(batch, paths).map { clip, path in
      SeenClip(
        clip: clip, whole: whole.shots[path], quick: quick.shots[path], peer: first[path]?.frames,
        peerWithShort: second[path]?.frames)
    }
    return (clips, whole.cpuSeconds, quick.cpuSeconds, first.values.reduce(0) { $0 + $1.cpu })
  }

  private static func write(_ clips: [Clip], _ paths: [String]) async throws {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for (clip, path) in zip(clips, paths) { group.addTask { try ClipFile.write(clip, to: path) } }
      try await group.waitForAll()
    }
  }
}
