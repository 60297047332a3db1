import FoundationEssentials
import Samples
import Testing

@testable import Hookline

/// In a folder of its own, which is gone afterwards.
@Suite struct SamplesCommandTests {
  private struct Outcome {
    let status: ExitCode
    let output: String
    let errors: String
  }

  private static func run(_ arguments: [String]) async -> Outcome {
    let (output, errors) = (Capture(), Capture())
    let program = Program(
      commands: Commands.all, environment: [:], directory: "/nowhere", output: output, errors: errors)
    let status = await program.run(["samples"] + arguments)
    return Outcome(status: status, output: output.text, errors: errors.text)
  }

  private static func withFolder(_ body: (String) async throws -> Void) async throws {
    let folder = FileManager.default.temporaryDirectory.path + "/hookline-samples-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: folder) }
    try await body(folder)
  }

  private static func contents(of folder: String) throws -> [String: Data] {
    var contents: [String: Data] = [:]
    for path in try FileManager.default.subpathsOfDirectory(atPath: folder) where path.contains(".") {
      contents[path] = FileManager.default.contents(atPath: folder + "/" + path)
    }
    return contents
  }

  private static let small = ["--creators", "3", "--videos", "12", "--tracks", "25"]

  @Test func `a world is written to a folder that is made for it`() async throws {
    try await Self.withFolder { folder in
      let outcome = await Self.run([folder + "/a/b"] + Self.small)

      let world = SampleWorld(creators: 3, videos: 12, tracks: 25)
      let written = try Self.contents(of: folder + "/a/b")
      let expected = Dictionary(uniqueKeysWithValues: world.files.map { ($0.path, Data($0.bytes)) })
      #expect(outcome.status == .done && outcome.errors == "")
      #expect(outcome.output.hasPrefix("wrote 3 creators, 12 videos, 25 tracks to \(folder)/a/b ("))
      #expect(written == expected)
    }
  }

  @Test func `links lead to songs with --sound, and to films and photos as well with --media`() async throws {
    try await Self.withFolder { folder in
      let outcomes = [
        await Self.run([folder + "/sound", "--sound"] + Self.small),
        await Self.run([folder + "/media", "--media"] + Self.small),
      ]

      let worlds = [
        SampleWorld(creators: 3, videos: 12, tracks: 25, hasSound: true),
        SampleWorld(creators: 3, videos: 12, tracks: 25, hasSound: true, hasPictures: true),
      ]
      #expect(outcomes.map(\.status) == [.done, .done])
      for (name, world) in zip(["sound", "media"], worlds) {
        let expected = Dictionary(uniqueKeysWithValues: world.files.map { ($0.path, Data($0.bytes)) })
        let written = try Self.contents(of: folder + "/" + name)
        #expect(written == expected)
      }
    }
  }

  @Test func `another seed makes another world, and the document says which`() async throws {
    try await Self.withFolder { folder in
      let one = await Self.run([folder + "/1", "--json"] + Self.small)
      let two = await Self.run([folder + "/2", "--seed", "2"] + Self.small)

      struct Document: Decodable {
        let folder: String
        let seed: String
        let creators, videos, tracks, bytes: Int
      }
      let document = try JSONDecoder().decode(Document.self, from: Data(one.output.utf8))
      let files = try Self.contents(of: folder + "/1")
      let others = try Self.contents(of: folder + "/2")
      #expect(document.seed == "\(SampleWorld.defaultSeed)" && document.folder == folder + "/1")
      #expect([document.creators, document.videos, document.tracks] == [3, 12, 25])
      #expect(document.bytes == files.values.reduce(0) { $0 + $1.count })
      #expect(two.status == .done)
      #expect(others["handles.txt"] != files["handles.txt"])
    }
  }

  @Test
  func `a folder that holds something is left alone without --force, and with it keeps what else it holds`()
    async throws
  {
    try await Self.withFolder { folder in
      try Data("mine".utf8).write(to: URL(filePath: folder + "/mine.txt"))

      let refused = await Self.run([folder] + Self.small)
      let before = try Self.contents(of: folder)
      let forced = await Self.run([folder, "--force"] + Self.small)
      let again = await Self.run([folder, "--force"] + Self.small)
      let after = try Self.contents(of: folder)

      #expect(refused.status == .failed)
      #expect(refused.errors == "hookline: \(folder) is not empty; --force writes into it all the same\n")
      #expect(before == ["mine.txt": Data("mine".utf8)])
      #expect([forced.status, again.status] == [.done, .done])
      #expect(after["mine.txt"] == Data("mine".utf8) && after.count == 6)
    }
  }

  @Test func `a place that cannot be written to is one line`() async throws {
    try await Self.withFolder { folder in
      try Data().write(to: URL(filePath: folder + "/file"))
      try FileManager.default.createDirectory(
        atPath: folder + "/full/tracks.json", withIntermediateDirectories: true)

      let file = await Self.run([folder + "/file"])
      let below = await Self.run([folder + "/file/below"])
      let full = await Self.run([folder + "/full", "--force"])
      let nameless = await Self.run([""])

      #expect(
        [file.status, below.status, full.status, nameless.status] == Array(repeating: .failed, count: 4))
      #expect(file.errors == "hookline: \(folder)/file is no folder\n")
      #expect(below.errors == "hookline: \(folder)/file/below cannot be made: Not a directory\n")
      #expect(full.errors == "hookline: \(folder)/full/tracks.json cannot be written: Is a directory\n")
      #expect(nameless.errors == "hookline: the folder's name is empty\n")
    }
  }

  @Test(arguments: [
    ["--creators", "0"], ["--creators", "100001"], ["--videos", "-1"], ["--videos", "40001"],
    ["--tracks", "0"],
    ["--tracks", "100001"], ["--seed", "-1"], ["--seed", "18446744073709551616"], ["--creators", "many"],
  ])
  func `numbers that make no world are misuse, and nothing is written`(arguments: [String]) async throws {
    try await Self.withFolder { folder in
      let outcome = await Self.run([folder + "/world"] + arguments.prefix(1).map { $0 + "=" + arguments[1] })

      #expect(outcome.status == .misused)
      #expect(outcome.errors.hasPrefix("hookline: \(arguments[0]) takes a number from "))
      #expect(!FileManager.default.fileExists(atPath: folder + "/world"))
    }
  }
}
