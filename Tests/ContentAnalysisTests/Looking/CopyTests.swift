import Glibc
import Lifecycle
import Models
import Samples
import Storage
import TestKit
import Testing

@testable import ContentAnalysis

private let ffmpeg = "/usr/bin/ffmpeg"
private let canEncode = access(ffmpeg, X_OK) == 0

/// Videos that show the same.
@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(3)))
struct CopyTests {
  /// The clip of a seed in a file, as it is and coded anew with a filter.
  private func film(_ seed: UInt64, _ name: String, filter: String? = nil, _ stage: LookingStage) async throws
  {
    try stage.write(try LookingStage.clip(seed).file(soundRate: 22_050), "\(seed).avi")
    let filters = filter.map { ["-vf", $0] } ?? []
    _ = try await ChildProcess(
      ffmpeg,
      ["-v", "error", "-y", "-i", "\(stage.folder)/\(seed).avi"] + filters
        + [
          "-c:v", "libx264", "-preset", "veryfast", "-crf", "30", "-pix_fmt", "yuv420p",
          stage.folder + "/" + name,
        ],
      timeout: .seconds(60)
    ).run()
  }

  @Test(.enabled(if: canEncode, "needs ffmpeg"))
  func `copies that were coded anew and cropped are linked to the earliest, strangers are not`() async throws
  {
    try await withLooking { stage in
      try await film(21, "1.mp4", stage)
      try await film(21, "2.mp4", filter: "scale=270:480", stage)
      try await film(21, "3.mp4", filter: "crop=iw*0.9:ih*0.9,scale=90:160", stage)
      try await film(22, "4.mp4", stage)
      for id in 1...4 as ClosedRange<Int64> {
        // The second was posted first.
        try await stage.add(id, link: "file:\(id).mp4", posted: id == 2 ? 0 : Int(id) + 1)
      }

      let states = try await stage.analyse(Array(1...4), stage.eye(), stage.eye())

      #expect(states == ["succeeded": 4])
      #expect(try await stage.copies() == [1: 2, 3: 2])
      let twins = try await stage.database.pool.rows(
        "select share, frames from video_twin", as: Double.self, Int32.self)
      #expect(twins.count >= 2 && twins.allSatisfy { $0.0 > 0.5 && $0.1 > 0 })
      // Replayed, with nothing to compare any more.
      _ = try await stage.analyse([1, 2, 3, 4], stage.eye(), mark: "again")
      #expect(try await stage.copies() == [1: 2, 3: 2])
    }
  }

  @Test(.enabled(if: canEncode, "needs ffmpeg"))
  func `a mirrored copy is linked, a mirrored stranger is not`() async throws {
    try await withLooking { stage in
      try await film(71, "1.mp4", stage)
      try await film(71, "2.mp4", filter: "hflip,scale=216:384", stage)
      try await film(72, "3.mp4", filter: "hflip", stage)
      for id in 1...3 as ClosedRange<Int64> {
        try await stage.add(id, link: "file:\(id).mp4", posted: Int(id))
      }

      let states = try await stage.analyse(Array(1...3), stage.eye())

      #expect(states == ["succeeded": 3])
      #expect(try await stage.copies() == [2: 1])
    }
  }

  @Test func `two workers that see copies at the same time link them`() async throws {
    try await withLooking { stage in
      let link = try LookingStage.clip(31).link
      for id in 1...6 as ClosedRange<Int64> { try await stage.add(id, link: link, posted: Int(id)) }

      let states = try await stage.analyse(Array(1...6), stage.eye(), stage.eye())

      #expect(states == ["succeeded": 6])
      #expect(try await stage.copies() == [2: 1, 3: 1, 4: 1, 5: 1, 6: 1])
    }
  }

  @Test func `links are taken back when a video shows something else`() async throws {
    try await withLooking { stage in
      let link = try LookingStage.clip(41).link
      for id in 1...3 as ClosedRange<Int64> { try await stage.add(id, link: link, posted: Int(id)) }
      _ = try await stage.analyse([1, 2, 3], stage.eye())
      let before = try await stage.copies()

      let other = try LookingStage.clip(42).link
      try await stage.database.pool.execute("update video set media_url = \(other) where id = 1")
      _ = try await stage.analyse([1], stage.eye(), mark: "other")

      #expect(before == [2: 1, 3: 1])
      #expect(try await stage.copies() == [3: 2])
      let twins = try await stage.database.pool.rows(
        "select left_id, right_id from video_twin", as: Int64.self, Int64.self)
      #expect(twins.map(\.0) == [2] && twins.map(\.1) == [3])
    }
  }

  @Test func `what compares with key frames that are no longer there is dropped`() async throws {
    try await withLooking { stage in
      let link = try LookingStage.clip(51).link
      for id in 1...2 as ClosedRange<Int64> { try await stage.add(id, link: link, posted: Int(id)) }
      _ = try await stage.analyse([1], stage.eye())
      let held = try await stage.database.pool.value("select print from video_view", as: String.self)
      _ = try await stage.analyse([2], stage.eye())
      try await stage.database.pool.execute("delete from video_twin")

      func relate(_ print: String) async throws -> Int {
        let twin = VideoTwin(
          .init(Video.ID(1), print: print), .init(Video.ID(2), print: held), share: 1, frames: 3, distance: 0,
          shift: 0)
        return try await stage.database.pool.transaction { session in
          try session.relate([ComparedVideo(twin.left, twins: [twin])])
          return try session.value("select count(*) from video_twin", as: Int.self)
        }
      }

      #expect(try await relate("other") == 0)
      #expect(try await relate(held) == 1)
    }
  }
}
