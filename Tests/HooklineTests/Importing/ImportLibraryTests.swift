import FoundationEssentials
import Glibc
import Lifecycle
import Models
import Sources
import Storage
import TestKit
import Testing

@testable import Hookline

@Suite(.enabled(if: TestServers.hasPostgres, "\(TestServers.advice)"), .timeLimit(.minutes(2)))
struct ImportLibraryTests {
  private struct Report: Decodable, Equatable {
    var files: Int
    var new: Int
    var moved: Int
    var gone: Int
    var unchanged: Int
    var fingerprints: Int
    var rejected: [String: Int]
  }

  @Test func `a folder is taken in once, with what it sounds like, and looked at again for nothing`()
    async throws
  {
    try await withStage { stage, folder in
      try MediaStage.write(MediaStage.song(1, seconds: 12), to: folder + "/Band - One.wav")
      try MediaStage.write(MediaStage.song(2, seconds: 12), to: folder + "/Band - Two.wav")
      try Data("junk".utf8).write(to: URL(filePath: folder + "/junk.mp3"))

      let first = try await stage.document(Report.self, "import", "library", folder)
      let second = try await stage.document(Report.self, "import", "library", folder)
      rename(folder + "/Band - One.wav", folder + "/renamed.wav")
      unlink(folder + "/Band - Two.wav")
      let third = try await stage.document(Report.self, "import", "library", folder)

      #expect(
        first
          == Report(
            files: 3, new: 2, moved: 0, gone: 0, unchanged: 0, fingerprints: 2,
            rejected: ["library file.sound form": 1]))
      #expect(second.unchanged == 3 && second.fingerprints == 0 && second.rejected == first.rejected)
      #expect((third.moved, third.gone, third.new, third.fingerprints) == (1, 2, 0, 0))
      let tracks = try await stage.database.pool.rows(
        """
        select t.title, t.artist, s.platform, (select count(*) from fingerprint f where f.track_id = t.id)
        from track t join track_source s on s.track_id = t.id order by t.title
        """, as: String.self, String?.self, String.self, Int64.self)
      #expect(
        tracks.map(\.0) == ["One", "Two"]
          && tracks.allSatisfy { $0.1 == "Band" && $0.2 == "library" && $0.3 == 1 })
      let states = try await stage.database.pool.rows(
        "select path, state from library_file order by path", as: String.self, String.self)
      #expect(
        states.map { "\($0.0) \($0.1)" } == [
          "Band - One.wav gone", "Band - Two.wav gone", "junk.mp3 rejected", "renamed.wav taken",
        ])
    }
  }

  @Test func `an empty folder is no library that was cleared, unless that is said`() async throws {
    try await withStage(decoder: "/nowhere/decoder") { stage, folder in
      for name in ["One", "Two"] {
        try MediaStage.write(MediaStage.song(1, seconds: 3), to: folder + "/Band - \(name).wav")
      }
      _ = try await stage.run("import", "library", folder)
      for name in ["One", "Two"] { unlink(folder + "/Band - \(name).wav") }
      func states() async throws -> [String] {
        try await stage.database.pool.rows("select distinct state from library_file", as: String.self)
      }

      let held = try await stage.run("import", "library", folder)
      let kept = try await states()
      let forced = try await stage.run("import", "library", folder, "--force")

      #expect(held.status == .exited(1) && held.text.contains("2 not there but kept"))
      for word in ["2 known files are not in", "is it mounted?", "--force"] {
        #expect(held.errorText.contains(word), "\(word) in \(held.errorText)")
      }
      #expect(kept == ["taken"])
      #expect(forced.isSuccess && forced.text.contains("2 gone"))
      #expect(try await states() == ["gone"])
    }
  }

  @Test func `without a decoder files are taken by their names, and that is said`() async throws {
    try await withStage(decoder: "/nowhere/decoder") { stage, folder in
      try MediaStage.write(MediaStage.song(1, seconds: 3), to: folder + "/Band - One.wav")

      let result = try await stage.run("import", "library", folder)

      #expect(result.isSuccess && result.errorText.contains("there is no media decoder"))
      #expect(result.text.contains("1 file: 1 new; 0 fingerprints made"))
    }
  }

  @Test func `what changes while it is watched is taken in, until Ctrl-C`() async throws {
    try await withStage(decoder: "/nowhere/decoder") { stage, folder in
      let pid = Tally()
      var child = ChildProcess(
        Binary.path, ["import", "library", folder, "--watch"],
        environment: stage.environment.merging(["HOOKLINE_ENV_FILE": "/dev/null", "PATH": "/usr/bin:/bin"]) {
          $1
        })
      child.onErrorOutput = { id, errors in
        if String(decoding: errors, as: UTF8.self).contains("watching"), pid.count == 0 { pid.add(Int(id)) }
      }
      let running = Task { [child] in try await child.run() }
      #expect(await eventually { pid.count > 0 })
      // What a look found is told before the next one begins.
      var areTaken = true
      for title in ["Later", "Last"] {
        try Data(title.utf8).write(to: URL(filePath: "\(folder)/Band - \(title).mp3"))
        areTaken =
          try await eventually(within: .seconds(20)) { try await Self.isTaken(title, stage) } && areTaken
      }
      kill(Int32(pid.count), SIGINT)
      let result = try await running.value

      #expect(areTaken && result.isSuccess)
      #expect(result.text.contains("Band - Later.mp3: \"Later\" by Band"))
    }
  }

  @Test func `a folder that is none is misuse or a failure with what to do`() async throws {
    try await withStage { stage, folder in
      let absent = try await stage.run("import", "library", folder + "/absent")
      let unnamed = try await stage.run("import", "library")

      #expect(
        absent.status == .exited(1) && absent.errorText.contains("cannot be read: No such file or directory"))
      #expect(unnamed.status == .exited(2) && unnamed.errorText.contains("HOOKLINE_LIBRARY_DIR"))
    }
  }

  private static func isTaken(_ title: String, _ stage: JobsStage) async throws -> Bool {
    try await stage.database.pool.value(
      "select count(*) from track where title = \(title)", as: Int64.self) == 1
  }

  private func withStage(
    decoder: String = CheckoutFiles.program("hookline-media-decoder"),
    _ body: @escaping @Sendable (JobsStage, String) async throws -> Void
  ) async throws {
    try await withDatabase(migrated: true) { database in
      try await MediaStage.withFolder { folder in
        var stage = JobsStage(database)
        stage.environment["HOOKLINE_MEDIA_DECODER"] = decoder
        try await body(stage, folder)
      }
    }
  }
}

@Suite struct LibrarySummaryTests {
  @Test func `the parts add up to the files, links and broken ones included`() async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/hookline-library-\(UUID())"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    for name in ["one", "two", "three"] {
      try Data(name.utf8).write(to: URL(filePath: folder + "/\(name).mp3"))
    }
    try Data().write(to: URL(filePath: folder + "/empty.mp3"))
    try FileManager.default.createSymbolicLink(
      atPath: folder + "/link.mp3", withDestinationPath: folder + "/one.mp3")
    let library = LibraryFolder(folder, decoder: nil)

    let first = LibrarySummary(look: try await library.look(), seconds: 1)
    let second = LibrarySummary(look: try await library.look(), seconds: 1)

    #expect(first.text.hasPrefix("5 files: 3 new, 2 rejected; "))
    #expect(second.text.hasPrefix("5 files: 3 unchanged, 2 rejected; "))
  }
}
