import Crypto
import Factors
import FoundationEssentials
import Learning
import Models
import Testing

struct ModelFileTests {
  private static func model(_ memory: Int = 1 << 30) throws -> CompanyModel {
    var settings = Training.Settings()
    settings.memoryLimit = memory
    settings.companions = 7
    return try Training(settings).learn(Villages().taken()).model
  }

  private static func withFolder(_ body: (ModelFolder) throws -> Void) throws {
    let path = "/tmp/hookline-models-\(UUID().uuidString)"
    defer { try? FileManager.default.removeItem(atPath: path) }
    try body(ModelFolder(path))
  }

  @Test(arguments: [1 << 30, Villages.scarce]) func `what was written is read`(memory: Int) throws {
    let model = try Self.model(memory)
    try Self.withFolder { folder in
      let (digest, byteCount) = try folder.write(model)
      let again = try folder.write(model)

      let read = try folder.read(digest)

      #expect(again.digest == digest && byteCount > 1_000)
      #expect(read.kind == model.kind && read.tracks == model.tracks)
      let history: Set<Track.ID> = [model.tracks[3], model.tracks[20]]
      #expect(read.scores(for: history) == model.scores(for: history))
    }
  }

  @Test func `files that are cut short, longer or not models are refused`() throws {
    let bytes = try ModelFile.bytes(of: Self.model())
    var refused = 0
    for count in stride(from: 0, to: bytes.count, by: 211) {
      #expect(throws: ModelFile.Failure.self) { try ModelFile.model(of: Array(bytes.prefix(count))) }
      refused += 1
    }
    #expect(refused > 10)
    #expect(throws: ModelFile.Failure.self) { try ModelFile.model(of: bytes + [0]) }
    #expect(throws: ModelFile.Failure.self) {
      try ModelFile.model(of: Array("HKMODEL2".utf8) + bytes.dropFirst(8))
    }
  }

  @Test func `whatever a byte becomes, reading ends with a model or a refusal`() throws {
    let bytes = try ModelFile.bytes(of: Self.model())
    var models = 0
    for place in stride(from: 0, to: bytes.count, by: 37) {
      for change: UInt8 in [0x01, 0x80, 0xFF] {
        var bad = bytes
        bad[place] ^= change
        if let model = try? ModelFile.model(of: bad) {
          models += 1
          let scores = model.scores(for: Set(model.tracks.prefix(1)))
          #expect(scores.values.allSatisfy { $0.isFinite })
        }
      }
    }
    #expect(models > 0)
  }

  @Test(arguments: [
    #"{"kind":"ease","tracks":9223372036854775807,"entries":1}"#,
    #"{"kind":"ease","tracks":-1,"entries":1}"#, #"{"kind":"ease","tracks":1,"entries":-5}"#,
    #"{"kind":"ials","tracks":1,"factors":9223372036854775807}"#, #"{"kind":"ials","tracks":0,"factors":0}"#,
    #"{"kind":"none","tracks":0}"#, "[]", "",
  ]) func `heads that lie are refused`(head: String) {
    let text = Array(head.utf8)
    let length = withUnsafeBytes(of: UInt32(text.count).littleEndian) { Array($0) }

    #expect(throws: ModelFile.Failure.self) {
      try ModelFile.model(of: Array("HKMODEL1".utf8) + length + text + [UInt8](repeating: 0, count: 64))
    }
  }

  @Test func `a file that is damaged, gone or no file is refused with its path`() throws {
    try Self.withFolder { folder in
      let (digest, _) = try folder.write(try Self.model())
      let path = folder.path(of: digest)
      var bytes = Array(try Data(contentsOf: URL(filePath: path)))
      bytes[bytes.count / 2] ^= 1
      try Data(bytes).write(to: URL(filePath: path))

      let damaged = #expect(throws: ModelFile.Failure.self) { try folder.read(digest) }
      try FileManager.default.removeItem(atPath: path)
      let gone = #expect(throws: ModelFile.Failure.self) { try folder.read(digest) }
      try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
      let folderInstead = #expect(throws: ModelFile.Failure.self) { try folder.read(digest) }

      #expect(damaged?.description.contains("is damaged") == true)
      for failure in [damaged, gone, folderInstead] { #expect(failure?.description.contains(path) == true) }
    }
  }

  @Test func `what is long out of use goes, and what was left half written`() throws {
    try Self.withFolder { folder in
      let (digest, _) = try folder.write(try Self.model())
      let (other, _) = try folder.write(try Self.model(Villages.scarce))
      let (left, fresh) = ("\(folder.path)/.old.part", "\(folder.path)/.new.part")
      for path in [left, fresh] { try Data([1]).write(to: URL(filePath: path)) }
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -2 * 86_400)], ofItemAtPath: left)

      let count = try folder.forget([other])

      #expect(count == 2 && !FileManager.default.fileExists(atPath: left))
      #expect(FileManager.default.fileExists(atPath: fresh))
      #expect(throws: ModelFile.Failure.self) { try folder.read(other) }
      _ = try folder.read(digest)
    }
  }
}
