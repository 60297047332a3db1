import Models
import Storage
import TestKit
import TestPictures
import Testing
import Vision

@testable import Search

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct PictureSearchTests {
  private static func scene(_ number: UInt64) -> Picture { .scene(seed: 900 + number) }

  /// Six videos of four scenes each, and one that has the scenes of the first, a second later and reencoded.
  private static func stock(_ stage: SearchStage) async throws {
    try await stage.add((1...7).map { SearchStage.Post(id: $0, caption: "video \($0)") })
    for video in 1...6 as ClosedRange<UInt64> {
      for number in 0..<4 as Range<UInt64> {
        let descriptor = FrameDescriptor(scene(10 * video + number).frame())
        try await put(Int64(video), Float(3 * number), descriptor, stage)
      }
    }
    for number in 0..<4 as Range<UInt64> {
      let copy = scene(10 + number).changed(.reencoded, seed: number)
      try await put(7, Float(3 * number + 1), FrameDescriptor(copy.frame()), stage)
    }
  }

  private static func put(
    _ video: Int64, _ time: Float, _ descriptor: FrameDescriptor, _ stage: SearchStage
  ) async throws {
    try await stage.database.pool.execute(
      """
      insert into frame_descriptor (video_id, version, at, descriptor)
      values (\(video), 3, \(time), \(Bytes(descriptor.bytes)))
      """)
  }

  @Test func `the video of a picture is found, with the second, and mirrored too`() async throws {
    try await withSearch { stage in
      try await Self.stock(stage)
      let search = PictureSearch(stage.database.pool, memoryLimit: 1 << 20)
      let descriptor = FrameDescriptor(Self.scene(42).frame())

      let (frames, loaded) = try await search.frames(like: [descriptor], limit: 3)
      let (mirrored, _) = try await search.frames(like: [descriptor.mirrored], limit: 1)

      #expect(frames.first?.video.video == Video.ID(4) && frames.first?.time == 6)
      #expect(frames.first?.verdict == .same && (frames.first?.likeness ?? 0) > 0.99 && frames.count == 3)
      #expect(frames.dropFirst().allSatisfy { $0.verdict == .different && $0.likeness < 0.7 })
      #expect(mirrored.first?.video.video == Video.ID(4) && mirrored.first?.verdict == .same)
      #expect(loaded.index.count == 28 && loaded.videos == 7 && loaded.byteCount == 28 * 238)
    }
  }

  @Test func `a copy of a video is found by it, with how much later it shows the same`() async throws {
    try await withSearch { stage in
      try await Self.stock(stage)
      let search = PictureSearch(stage.database.pool, memoryLimit: 1 << 20)

      let (copies, _) = try await search.videos(like: Video.ID(1), limit: 5)

      #expect(copies.first?.video.video == Video.ID(7) && copies.first?.likeness.isSame == true)
      #expect(abs((copies.first?.likeness.offset ?? 0) - 1) < 0.2)
      #expect(copies.dropFirst().allSatisfy { !$0.likeness.isSame })
    }
  }

  @Test func `more frames than memory is allowed for are refused before they are loaded`() async throws {
    try await withSearch { stage in
      try await Self.stock(stage)
      let search = PictureSearch(stage.database.pool, memoryLimit: 27 * 238)

      let error = await #expect(throws: SearchError.self) {
        try await search.frames(like: [FrameDescriptor(Self.scene(1).frame())], limit: 1)
      }

      #expect(error?.code == .tooLarge && error?.message.contains("more than 27 frames") == true)
    }
  }

  @Test func `a picture of nothing and a video without frames are refused`() async throws {
    try await withSearch { stage in
      let search = PictureSearch(stage.database.pool, memoryLimit: 1 << 20)
      let black = try #require(Frame(width: 8, height: 8, time: 0, pixels: [UInt8](repeating: 0, count: 192)))

      let nothing = await #expect(throws: SearchError.self) {
        try await search.frames(like: [FrameDescriptor(black)], limit: 1)
      }
      let unseen = await #expect(throws: SearchError.self) {
        try await search.videos(like: Video.ID(5), limit: 1)
      }

      #expect(nothing?.code == .badQuestion && unseen?.code == .missing)
    }
  }
}
