import FoundationEssentials
import Glibc
import TestKit
import Testing

@testable import Hookline

/// What the files that are made may be called, and what they may replace.
@Suite(.timeLimit(.minutes(1))) struct MediaOutputTests {
  @Test(arguments: [false, true]) func `what is no file is never replaced`(isForced: Bool) async throws {
    try await MediaStage.withFolder { folder in
      let (source, kept) = (folder + "/a.wav", folder + "/kept.wav")
      try MediaStage.write(MediaStage.song(1, seconds: 1), to: source)
      try Data("mine".utf8).write(to: URL(filePath: kept))
      try #require(mkfifo(folder + "/pipe", 0o600) == 0)
      try #require(symlink(kept, folder + "/link") == 0)
      try #require(symlink("/nowhere/x", folder + "/dangling") == 0)

      var errors: [String] = []
      for name in ["pipe", "link", "dangling"] {
        let outcome = await MediaStage.run(
          ["extract", "--sound", source, "-o", "\(folder)/\(name)"] + (isForced ? ["--force"] : []))
        #expect(outcome.status == .failed)
        errors.append(outcome.errors)
      }

      let words = ["pipe is a pipe", "link is a link", "dangling is a link"]
      #expect(
        zip(errors, words).allSatisfy { $0.hasSuffix("/\($1); only files are replaced\n") }, "\(errors)")
      #expect(try Data(contentsOf: URL(filePath: kept)) == Data("mine".utf8))
      #expect(try MediaStage.names(in: folder) == ["a.wav", "dangling", "kept.wav", "link", "pipe"])
      #expect(FileStanding(folder + "/pipe") == .other("a pipe"))
      #expect(FileStanding(folder + "/link") == .other("a link"))
    }
  }

  @Test func `a name that becomes a link while the file is made is left alone`() async throws {
    try await MediaStage.withFolder { folder in
      let path = folder + "/a.wav"
      let file = try OutputFile(path, OutputRules(mayReplace: true, sources: []))
      try file.write([1])
      try #require(symlink("/nowhere/x", path) == 0)

      #expect(throws: CommandFailure.self) { try file.finish() }

      #expect(FileStanding(path) == .other("a link"))
    }
  }

  @Test func `no file that is read is written over, by whichever name`() async throws {
    try await MediaStage.withFolder { folder in
      let source = folder + "/a.wav"
      try MediaStage.write(MediaStage.song(2, seconds: 1), to: source)
      try MediaStage.write(MediaStage.song(3, seconds: 1), to: folder + "/a.x")
      try #require(link(source, folder + "/other.wav") == 0)
      let before = try Data(contentsOf: URL(filePath: source))

      let itself = await MediaStage.run(["extract", "--sound", "--force", source, "-o", folder])
      let linked = await MediaStage.run(
        ["extract", "--sound", "--force", source, "-o", folder + "/other.wav"])
      let another = await MediaStage.run(
        ["extract", "--sound", "--force", folder + "/a.x", source, "-o", folder])

      for outcome in [itself, linked, another] {
        #expect(outcome.status == .failed && outcome.errors.contains(" is a file that is read; "))
      }
      #expect(try Data(contentsOf: URL(filePath: source)) == before)
    }
  }

  @Test func `several files do not go into one, and that is said of a file and of nothing`() async throws {
    try await MediaStage.withFolder { folder in
      let source = folder + "/a.wav"
      try MediaStage.write(MediaStage.song(4, seconds: 1), to: source)

      let file = await MediaStage.run(["extract", "--sound", source, source, "-o", source])
      let nothing = await MediaStage.run(["extract", "--sound", source, source, "-o", folder + "/x"])

      #expect(file.errors.contains("a.wav is a file, but several may have to be written; name a folder"))
      #expect(nothing.errors.contains("/x is no folder; make it"))
      #expect(file.status == .failed && nothing.status == .failed)
    }
  }

  @Test func `names are given in the order of the files, each once`() {
    let stems = OutputPlan.stems(of: ["x/a.mp3", "y/a.wav", "a-2.mp3", "b", "z/a", "b", ".c", "/"])

    #expect(stems == ["a", "a-3", "a-2", "b", "a-4", "b-2", ".c", "media"])
  }

  @Test func `two files of one name in two folders both get a place`() async throws {
    try await MediaStage.withFolder { folder in
      for name in ["x", "y", "out"] { try #require(mkdir("\(folder)/\(name)", 0o700) == 0) }
      try MediaStage.write(MediaStage.song(5, seconds: 2), to: folder + "/x/a.wav")
      try MediaStage.write(MediaStage.song(6, seconds: 1), to: folder + "/y/a.wav")

      let outcome = await MediaStage.run(
        ["extract", "--sound", folder + "/y", folder + "/x", "-o", folder + "/out"])

      #expect(outcome.status == .done, "\(outcome.errors)")
      #expect(try MediaStage.names(in: folder + "/out") == ["a-2.wav", "a.wav"])
      for (made, source) in [("a", "y"), ("a-2", "x")] {
        let files = try ["out/\(made)", "\(source)/a"].map {
          try Data(contentsOf: URL(filePath: "\(folder)/\($0).wav"))
        }
        #expect(files[0] == files[1])
      }
    }
  }

  @Test func `what begins after the end of a file is a failure that leaves nothing`() async throws {
    try await MediaStage.withFolder { folder in
      let (source, out) = (folder + "/a.wav", folder + "/out")
      try MediaStage.write(MediaStage.song(7, seconds: 6), to: source)
      try #require(mkdir(out, 0o700) == 0)

      let outcome = await MediaStage.run(["extract", "--sound", "--start", "100", source, "-o", out])

      #expect(outcome.status == .failed)
      #expect(
        outcome.errors.hasSuffix("there is no sound after second 100; it lasts 6 s\n"), "\(outcome.errors)")
      #expect(try MediaStage.names(in: out) == [])
    }
  }

  @Test func `one file alone shows how far it is, where somebody looks`() async throws {
    try await MediaStage.withFolder { folder in
      let source = folder + "/a.wav"
      try MediaStage.write(MediaStage.song(8, seconds: 6), to: source)
      let errors = Capture()
      let console = Console(output: Capture(), errors: errors, errorWidth: 80)
      let decoder = ["HOOKLINE_MEDIA_DECODER": CheckoutFiles.program("hookline-media-decoder")]
      let context = Context(console: console, environment: decoder, directory: "/nowhere")
      let request = try ArgumentParser.parse(
        ["media", "extract", "--sound", source, "-o", folder + "/b.wav"], commands: Commands.all)
      guard case .run(let command, let invocation) = request else { throw CommandFailure("no command") }

      let status = try await command.run(invocation, context)

      #expect(status == .done)
      #expect(errors.text.contains("] second 0 of 6\u{1b}[K"), "\(errors.text)")
    }
  }
}
