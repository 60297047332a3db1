import FoundationEssentials
import Lifecycle
import Models
import Storage
import TestKit
import TestPictures
import Testing
import Vision

@testable import Hookline

/// Files that are brought to a gateway, and looked at there.
@Suite(
  .enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"),
  .enabled(if: CutFilm.isPossible, "ffmpeg makes the films"), .timeLimit(.minutes(3)))
struct RemoteFileTests {
  @Test func `a picture finds the videos that show it, through a gateway as beside the servers`() async throws
  {
    try await withRemote { stage in
      try await MediaStage.withFolder { folder in
        for id in 1...3 as ClosedRange<Int64> {
          let frame = Picture.scene(seed: UInt64(70 + id)).frame()
          try Data(PlainPNG.bytes(frame)).write(to: URL(filePath: folder + "/\(id).png"))
          try await stage.jobs.database.pool.execute(
            """
            insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash)
            values (\(id), 1, 'film', \("scene \(id)"), false, false, '')
            """)
          try await stage.jobs.database.pool.execute(
            """
            insert into frame_descriptor (video_id, version, at, descriptor)
            values (\(id), 3, 1.5, \(Bytes(FrameDescriptor(frame).bytes)))
            """)
        }
        try Data().write(to: URL(filePath: folder + "/empty.png"))
        try Data("no picture".utf8).write(to: URL(filePath: folder + "/words.png"))

        // The second shows the same as the first once it has its frames.
        try await stage.jobs.database.pool.execute(
          """
          insert into frame_descriptor (video_id, version, at, descriptor)
          select 3, version, at + 1, descriptor from frame_descriptor where video_id = 2
          """)
        let told = try await stage.expectSame("search", ["--image", folder + "/2.png", "--limit", "2"])
        // How long reading took differs.
        try await stage.expectSame(
          "search", ["--image", folder + "/3.png", "--json"], dropping: "\"loadingSeconds\"")
        for json in [[], ["--json"]] {
          try await stage.expectSame("search", ["--like", "2"] + json, dropping: "\"loadingSeconds\"")
        }
        let empty = try await stage.run("search", "--image", folder + "/empty.png")
        let words = try await stage.run("search", "--image", folder + "/words.png")
        let missing = try await stage.run("search", "--image", folder + "/none.png")

        #expect(told.contains("scene 2"))
        #expect(empty.status == .exited(1) && empty.errorText.contains("empty.png is empty"))
        #expect(words.status == .exited(1) && words.errorText.contains("refuses this"), "\(words.errorText)")
        #expect(missing.status == .exited(1) && missing.errorText.contains("No such file"))
      }
    }
  }

  @Test func `a film that is brought has fresh lists for it`() async throws {
    try await withRemote { stage in
      try await stage.jobs.addAnna()
      try await MediaStage.withFolder { folder in
        let film = folder + "/film.mp4"
        try await CutFilm.make(film, cuts: CutFilm.onBeats)
        for json in [[], ["--json"]] {
          let told = try await stage.expectSame(
            "recommend", ["anna", "--video", film] + json, dropping: "\"madeAt\"")
          #expect(told.contains(json.isEmpty ? "going by the video" : "\"video\": true"), "\(told)")
        }
        let nobody = try await stage.run("recommend", "nobody", "--video", film)
        let key = try await stage.run("recommend", "anna", "--video", "tiktok:77")

        #expect(nobody.status == .exited(1) && nobody.errorText.contains("no creator @nobody is known"))
        #expect(key.status == .exited(1) && key.errorText.contains("there is no video tiktok:77"))
      }
    }
  }
}
