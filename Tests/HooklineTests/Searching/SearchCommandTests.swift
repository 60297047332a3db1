import FoundationEssentials
import Lifecycle
import Models
import Search
import Storage
import TestKit
import TestPictures
import Testing
import Vision

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct SearchCommandTests {
  private struct Document: Decodable {
    struct Video: Decodable {
      let video: String
      let match: String?
      let key: String?
      let author: String?
      let caption: String
      let copies: Int
      let time: Double?
      let verdict: String?
    }

    struct Searched: Decodable {
      let frames: Int
      let bytes: Int
    }

    let videos: [Video]
    let next_cursor: String?
    let searched: Searched?
  }

  private static func fill(_ stage: JobsStage) async throws {
    try await stage.database.add(author: 1, "anna", name: "Anna \u{1b}[31mB")
    for (id, caption) in [(1, "my ballroom dance"), (2, "dance \u{1b}]0;x\u{7} at home"), (3, "soup")] {
      try await stage.database.pool.execute(
        """
        insert into video (id, author_id, kind, caption, posted_at, is_pinned, is_advertisement, content_hash, plays)
        values (\(Int64(id)), 1, 'film', \(caption), \("2026-01-0\(id)T00:00:00Z")::text::timestamptz, false, false, '', 12400)
        """)
    }
    try await stage.database.pool.execute(
      "insert into video_source (platform, key, video_id) values ('tiktok', '777', 1)")
    try await TextFilling(stage.database.pool).fillAll()
  }

  @Test func `videos are shown in a table, and pages lead to the next one`() async throws {
    try await withJobs { stage in
      try await Self.fill(stage)

      let result = try await stage.run("search", "balroom", "danc")
      let first = try await stage.document(Document.self, "search", "dance", "--limit", "1")
      let mark = first.next_cursor ?? ""
      let second = try await stage.document(Document.self, "search", "dance", "--after", mark)

      #expect(result.isSuccess && !hasControls(result.text) && !hasControls(result.errorText))
      for text in ["VIDEO", "my ballroom dance", "@anna", "2026-01-01", "12,400"] {
        #expect(result.text.contains(text), "\(result.text)")
      }
      #expect(result.errorText.contains("balroom: also looked for as ballroom"))
      // The shorter caption is the more relevant one.
      #expect(first.videos.map(\.video) == ["1"] && second.videos.map(\.video) == ["2"])
      #expect(second.next_cursor == nil && first.videos.first?.key == "tiktok:777")
    }
  }

  @Test func `nothing found is said, and is no failure`() async throws {
    try await withJobs { stage in
      let result = try await stage.run("search", "nobodysaysthis")

      #expect(result.isSuccess && result.text == "no video is like that\n")
    }
  }

  @Test(arguments: [
    (["search"], "nothing is looked for"), (["search", "!!!"], "only signs"),
    (["search", "--", "-a"], "not wanted"),
    (["search", String(repeating: "a", count: 10_240)], "longer than 500"),
    (["search", "a", "--limit", "1001"], "1 to 1000"),
    (["search", "a", "--since", "tomorrow"], "takes a day"),
    (["search", "a", "--genre", "noise"], "takes one of"),
    (["search", "a", "--author", "@"], "is no author"),
    (["search", "a", "--language", "x1"], "code of two letters"),
    (["search", "a", "--after", "zz"], "page ended"), (["search", "a", "--like", "1"], "do not go together"),
    (["search", "--like", "one"], "is no video"),
    (["search", "--image", "a", "--mood", "sad"], "does not go together"),
  ])
  func `what makes no sense is refused with the reason`(arguments: [String], reason: String) async throws {
    let result = try await Binary.run(arguments)

    #expect(result.status == .exited(2) && result.errorText.contains(reason), "\(result.errorText)")
  }

  @Test func `search by meaning says how it is turned on`() async throws {
    try await withJobs { stage in
      let result = try await stage.run("search", "--meaning", "people who dance")

      #expect(!result.isSuccess && result.errorText.contains("HOOKLINE_EMBEDDINGS_URL"))
    }
  }

  @Test func `a picture finds the video that it is of`() async throws {
    try await withJobs { stage in
      try await MediaStage.withFolder { folder in
        try await Self.fill(stage)
        for id in 1...3 as ClosedRange<Int64> {
          let descriptor = FrameDescriptor(Picture.scene(seed: UInt64(70 + id)).frame())
          try await stage.database.pool.execute(
            """
            insert into frame_descriptor (video_id, version, at, descriptor)
            values (\(id), 3, 4.5, \(Bytes(descriptor.bytes)))
            """)
        }
        let frame = Picture.scene(seed: 72).frame()
        let path = folder + "/still@home.png"
        try Data(PlainPNG.bytes(frame)).write(to: URL(filePath: path))

        let found = try await stage.document(Document.self, "search", "--image", path)
        let shown = try await stage.run("search", "--image", path)
        let missing = try await stage.run("search", "--image", folder + "/none.png")

        #expect(found.videos.first?.video == "2" && found.videos.first?.time == 4.5)
        #expect(["same", "probable"].contains(found.videos.first?.verdict))
        #expect(found.searched?.frames == 3 && found.searched?.bytes == 714)
        #expect(shown.errorText.contains("3 frames of 3 videos were loaded in"))
        #expect(!missing.isSuccess && missing.errorText.contains("none.png"))
      }
    }
  }

  @Test func `a second stands behind the last sign, unless a file is called so`() throws {
    let there: Set = ["clip.mp4", "a@b.png"]
    func parted(_ text: String) throws -> String {
      let (path, second) = try PictureReading.parted(text) { there.contains($0) }
      return "\(path) \(second)"
    }

    #expect(try parted("clip.mp4@12.5") == "clip.mp4 12.5" && parted("a@b.png") == "a@b.png 0.0")
    #expect(try parted("a@b.png@3") == "a@b.png 3.0" && parted("none@x.png") == "none@x.png 0.0")
    #expect(throws: CommandFailure.self) { try parted("clip.mp4@soon") }
  }
}
