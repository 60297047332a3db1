import FoundationEssentials
import Glibc
import Lifecycle
import Storage
import TestKit
import TestPictures
import Testing
import Vision

@testable import Hookline

private let ffmpeg = "/usr/bin/ffmpeg"
private let canEncode = access(ffmpeg, X_OK) == 0

/// Search by a picture of a file, and by a moment of a film.
@Suite(
  .enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .enabled(if: canEncode, "needs ffmpeg"),
  .timeLimit(.minutes(2)))
struct PictureQuestionTests {
  private struct Document: Decodable {
    struct Video: Decodable {
      let video: String
      let verdict: String
    }

    let videos: [Video]
  }

  /// Three videos, each of which shows one scene, and films that show them one after the other for four seconds each.
  private static func withFilms(_ body: (JobsStage, String) async throws -> Void) async throws {
    try await withJobs { stage in
      try await MediaStage.withFolder { folder in
        for id in 1...3 as ClosedRange<Int64> {
          let frame = Picture.scene(seed: UInt64(70 + id)).frame()
          try Data(PlainPNG.bytes(frame)).write(to: URL(filePath: folder + "/\(id).png"))
          try await stage.database.pool.execute(
            """
            insert into video (id, author_id, kind, caption, is_pinned, is_advertisement, content_hash)
            values (\(id), 1, 'film', '', false, false, '')
            """)
          try await stage.database.pool.execute(
            """
            insert into frame_descriptor (video_id, version, at, descriptor)
            values (\(id), 3, 1.5, \(Bytes(FrameDescriptor(frame).bytes)))
            """)
        }
        // The one has many frames, and the other a frame for each scene.
        for (name, rate) in [("film.mp4", "10"), ("slides.mp4", "1/4")] {
          try await make(
            folder + "/" + name,
            ["-framerate", "1/4", "-i", folder + "/%d.png", "-vf", "scale=trunc(iw/2)*2:trunc(ih/2)*2"]
              + ["-r", rate, "-pix_fmt", "yuv420p", "-crf", "20"])
        }
        try await body(stage, folder)
      }
    }
  }

  private static func make(_ path: String, _ arguments: [String]) async throws {
    let result = try await ChildProcess(ffmpeg, ["-v", "error", "-nostdin", "-y"] + arguments + [path]).run()
    try #require(result.isSuccess, "\(result.errorText)")
  }

  @Test func `a moment of a film finds what is seen then, however few frames it has`() async throws {
    try await Self.withFilms { stage, folder in
      let moments: [(String, String)] = [
        ("film.mp4", "1"), ("film.mp4@2", "1"), ("film.mp4@5.5", "2"), ("film.mp4@11.9", "3"),
        ("film.mp4@11.95", "3"), ("slides.mp4@0", "1"), ("slides.mp4@2.5", "1"), ("slides.mp4@6", "2"),
        ("slides.mp4@7.5", "2"), ("slides.mp4@11", "3"), ("2.png", "2"),
      ]

      for (file, video) in moments {
        let found = try await stage.document(Document.self, "search", "--image", folder + "/" + file)
        let best = try #require(found.videos.first, "\(file)")
        #expect(best.video == video && ["same", "probable"].contains(best.verdict), "\(file): \(found)")
      }
    }
  }

  @Test func `a moment that there is not, and what is no picture, are told of in a line`() async throws {
    try await Self.withFilms { stage, folder in
      try Data("no picture".utf8).write(to: URL(filePath: folder + "/notes.txt"))
      try Data().write(to: URL(filePath: folder + "/empty.jpg"))
      try await Self.make(folder + "/sound.wav", ["-f", "lavfi", "-i", "sine=duration=1"])
      try await Self.make(
        folder + "/black.png", ["-f", "lavfi", "-i", "color=black:size=64x64", "-frames:v", "1"])
      let questions: [(String, String)] = [
        ("film.mp4@-1", "\"-1\" is no second of a film"), ("film.mp4@nan", "\"nan\" is no second"),
        ("film.mp4@inf", "\"inf\" is no second"), ("film.mp4@", "\"\" is no second"),
        ("film.mp4@1e9", "\"1e9\" is no second"), ("film.mp4@soon", "\"soon\" is no second"),
        ("film.mp4@12.5", "there is no picture at second 12.5; it lasts 11.9 s"),
        ("film.mp4@80000", "there is no picture at second 80000"), ("2.png@3", "no picture at second 3"),
        ("none.mp4@2", "none.mp4"), ("none.mp4", "No such file"), (".", "no file but a folder"),
        (".@2", "no file but a folder"), ("notes.txt", "not media that can be read"),
        ("notes.txt@1", "not media that can be read"), ("empty.jpg", "empty"),
        ("sound.wav", "no picture"), ("sound.wav@0.5", "no picture"), ("black.png", "shows nothing"),
      ]

      for (file, reason) in questions {
        let result = try await stage.run("search", "--image", folder + "/" + file)
        let lines = result.errorText.split(separator: "\n")
        #expect(result.status == .exited(1) && result.text.isEmpty, "\(file): \(result.text)")
        #expect(lines.count == 1 && lines[0].contains(reason), "\(file): \(result.errorText)")
      }
    }
  }
}
