import Compression
import Glibc
import Lifecycle
import Models
import TestKit
import Testing

@testable import Sources

@Suite(.timeLimit(.minutes(1))) struct ScrapeStreamTests {
  private static func item(_ id: Int) -> String {
    #"{"id":"\#(id)","desc":"x","createTime":1727096344,"author":"kestrel"}"#
  }

  private func ids(of stream: ScrapeStream) async throws -> [String] {
    var ids: [String] = []
    try await stream.forEach { ids += $0.posts.map(\.video.key.id) }
    return ids
  }

  @Test(arguments: [false, true]) func `gives a file part by part`(isPacked: Bool) async throws {
    let folder = try Folder()
    let text = Array((1...1_200).map(Self.item).joined(separator: "\n").utf8)
    let bytes = isPacked ? Gzip.packed(text) : text
    try folder.write(bytes, to: "a.jsonl")
    let stream = try await ScrapeStream.open(folder.path + "/a.jsonl", place: "a")
    var sizes: [Int] = []

    try await stream.forEach { sizes.append($0.posts.count) }

    #expect(sizes == [500, 500, 200])
    #expect((stream.byteCount, stream.readCount) == (bytes.count, bytes.count))
  }

  @Test func `says what it cannot read`() async throws {
    let folder = try Folder(["a.json": "[]"])
    try folder.makePipe("pipe")

    for (name, reason) in [
      ("none", "it cannot be read: No such file or directory"), ("pipe", "it is no file"),
      ("", "it is no file"),
    ] {
      let error = await #expect(throws: SourceError.self) {
        _ = try await ScrapeStream.open(folder.path + "/" + name)
      }
      #expect(error?.message.hasSuffix(reason) == true, "\(name): \(error?.message ?? "")")
    }
  }

  @Test func `a body that throws ends the reading`() async throws {
    struct Enough: Error {}
    let folder = try Folder(["a.jsonl": (1...5_000).map(Self.item).joined(separator: "\n")])
    let stream = try await ScrapeStream.open(folder.path + "/a.jsonl")
    var parts = 0

    await #expect(throws: Enough.self) {
      try await stream.forEach { _ in
        parts += 1
        throw Enough()
      }
    }

    #expect(parts == 1)
  }

  @Test func `a task that is cancelled ends the reading`() async throws {
    let folder = try Folder(["a.jsonl": (1...5_000).map(Self.item).joined(separator: "\n")])
    let path = folder.path + "/a.jsonl"
    let task = Task {
      let stream = try await ScrapeStream.open(path)
      try await stream.forEach { _ in withUnsafeCurrentTask { $0?.cancel() } }
    }

    let error = await #expect(throws: SourceError.self) { try await task.value }

    #expect(error?.code == .cancelled)
  }

  @Test func `a file that grows is said to be written`() async throws {
    let folder = try Folder(["a.jsonl": Self.item(1)])
    let stream = try await ScrapeStream.open(folder.path + "/a.jsonl")
    try folder.write(Self.item(1) + "\n" + Self.item(2), to: "a.jsonl")

    let error = await #expect(throws: SourceError.self) { try await ids(of: stream) }

    #expect(error?.message.hasSuffix("it is being written") == true)
  }

  @Test func `a bomb is given up`() async throws {
    let folder = try Folder()
    let layer = Gzip.packed([UInt8](repeating: UInt8(ascii: " "), count: 8 << 20), level: 9)
    try folder.write([[UInt8]](repeating: layer, count: 40).flatMap { $0 }, to: "a.json.gz")
    var settings = ScrapeStream.Settings()
    settings.ratio = 100
    let stream = try await ScrapeStream.open(folder.path + "/a.json.gz", settings: settings)
    var rejected: [String: Int] = [:]

    let error = await #expect(throws: SourceError.self) {
      try await stream.forEach { rejected.merge($0.rejected, uniquingKeysWith: +) }
    }

    #expect(error?.code == .unreadable)
    #expect(rejected[Rule.tiktokWhole.id] == 1)
  }

  @Test func `a packed file that is cut is given as far as it goes, and then is an error`() async throws {
    let folder = try Folder()
    let text = (1...5_000).map(Self.item).joined(separator: "\n")
    let packed = Gzip.packed(Array(text.utf8))
    try folder.write(Array(packed.prefix(packed.count / 2)), to: "a.jsonl.gz")
    let stream = try await ScrapeStream.open(folder.path + "/a.jsonl.gz", place: "a")
    var posts = 0

    let error = await #expect(throws: SourceError.self) {
      try await stream.forEach { posts += $0.posts.count }
    }

    #expect(posts > 1_000 && posts < 5_000)
    #expect(
      error?.code == .unreadable && error?.message.hasPrefix("a: it cannot be unpacked to its end") == true)
  }

  @Test func `a folder's files may be packed, those of profiles, too`() async throws {
    let folder = try Folder(["profiles/bo.json": "[\(Self.item(3).replacing("kestrel", with: "bo"))]"])
    try folder.write(Gzip.packed(Array(Self.item(1).utf8)), to: "a.jsonl.gz")
    try folder.write(Gzip.packed(Array("[\(Self.item(2))]".utf8)), to: "profiles/kestrel.json.gz")
    try folder.write(
      Array(Gzip.packed(Array("[\(Self.item(4).replacing("kestrel", with: "cut"))]".utf8)).dropLast(4)),
      to: "profiles/cut.json.gz")
    let source = ScrapeFolder(folder.path)

    let scrape = try #require(try await source.profile(Handle("kestrel")))
    let handles = try await source.handles().map(\.name)

    #expect(scrape.videos.map(\.key.id) == ["1", "2"])
    #expect(scrape.rejections.isEmpty)
    #expect(handles == ["bo", "cut", "kestrel"])
    let cut = try await source.profile(Handle("cut"))
    #expect(cut?.videos.map(\.key.id) == ["4"])
    #expect(cut?.rejections.map(\.rule).contains(Rule.tiktokWhole.id) == true)
  }
}
