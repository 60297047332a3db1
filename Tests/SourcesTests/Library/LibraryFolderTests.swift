import Glibc
import Models
import Synchronization
import TestKit
import Testing

@testable import Sources

/// Without a decoder: what there is and what has changed.
@Suite(.timeLimit(.minutes(1))) struct LibraryFolderTests {
  @Test func `what is new, changed, moved and gone is told, and the rest is not read again`() async throws {
    let folder = try Folder([
      "a.mp3": "aa", "deep/b.flac": "bb", "c.wav": "cc", "notes.txt": "x", ".hidden.mp3": "x",
    ])
    let shelf = MemoryShelf()
    let library = LibraryFolder(folder.path, decoder: nil, shelf: shelf)

    let first = try await library.look()
    #expect((first.files, first.added, first.unchanged) == (3, 3, 0))
    #expect(library.meter.take().requests == 3)

    let second = try await library.look()
    #expect((second.files, second.added, second.unchanged) == (3, 0, 3))
    #expect(library.meter.take().requests == 0, "nothing was opened")

    let key = try #require(shelf.records["a.mp3"]?.track?.key)
    rename(folder.path + "/a.mp3", folder.path + "/deep/other.mp3")
    try folder.write("cccc", to: "c.wav")
    folder.remove("deep/b.flac")
    let third = try await library.look()

    #expect((third.files, third.added, third.changed, third.gone) == (2, 1, 1, 2))
    #expect(shelf.records["deep/other.mp3"]?.track?.key == key, "it is the same track under another name")
    #expect(shelf.records["deep/b.flac"]?.isGone == true && shelf.records["a.mp3"]?.isGone == true)
  }

  @Test func `what is known from before the start is not read again`() async throws {
    let folder = try Folder(["a.mp3": "aa", "b.mp3": "bb"])
    let shelf = MemoryShelf()
    _ = try await LibraryFolder(folder.path, decoder: nil, shelf: shelf).look()
    let library = LibraryFolder(folder.path, decoder: nil, shelf: shelf)

    let look = try await library.look()
    let (tracks, _) = try await library.tracks()

    #expect(look.unchanged == 2 && library.meter.take().requests == 0)
    #expect(tracks.map(\.title).sorted() == ["a", "b"])
    #expect(try await library.track(tracks[0].key) == tracks[0])
    #expect(try await library.track(SourceKey(.library, "none")) == nil)
  }

  @Test func `what must not be read is told with its rule, and nothing outside is reached`() async throws {
    let outside = try Folder(["secret.mp3": "secret"])
    let folder = try Folder(["good.mp3": "good", "empty.ogg": "", "closed.mp3": "x", "new\nline.mp3": "n"])
    try folder.link("file.mp3", to: outside.path + "/secret.mp3")
    try folder.link("folder", to: outside.path)
    try folder.link("loop.mp3", to: "loop.mp3")
    try folder.makePipe("pipe.mp3")
    try folder.extend("large.wav", to: 5 << 30)
    close(open(folder.path + "/" + "bad\u{1}.mp3", O_CREAT | O_WRONLY, 0o600))
    let raw: [CChar] = Array((folder.path + "/").utf8CString.dropLast()) + [-1, 46, 109, 112, 51, 0]
    close(open(raw, O_CREAT | O_WRONLY, 0o600))
    try folder.write("d", to: (0..<17).map { "\($0)" }.joined(separator: "/") + "/deep.mp3")

    let look = try await LibraryFolder(folder.path, decoder: nil).look()

    let rules = look.rejections.reduce(into: [String: [String]]()) {
      $0[$1.rule, default: []].append($1.place)
    }
    #expect(rules[Rules.Library.file.id]?.sorted() == ["file.mp3", "loop.mp3", "pipe.mp3"])
    #expect(rules[Rules.Library.name.id]?.count == 1)
    #expect(rules[Rules.Library.size.id]?.sorted() == ["bad\u{1}.mp3", "empty.ogg", "large.wav"])
    #expect(rules[Rules.Library.depth.id]?.count == 1)
    #expect(look.rejections.allSatisfy { !$0.reason.isEmpty })
    #expect(look.files == 6, "good, empty, closed, large, and the two with odd names")
  }

  @Test(.enabled(if: getuid() != 0, "root may read everything"))
  func `a file that may not be read is told with its rule`() async throws {
    let folder = try Folder(["closed.mp3": "x"])
    chmod(folder.path + "/closed.mp3", 0)

    let look = try await LibraryFolder(folder.path, decoder: nil).look()

    #expect(look.rejections.map(\.rule) == [Rules.Library.readable.id])
  }

  @Test func `a file that changes while it is read is read again at the next look`() async throws {
    let folder = try Folder(["a.mp3": "aa"])
    let tree = try LibraryTree(folder.path)
    let file = try #require(try tree.listing().files.first)
    try folder.write("aaaa", to: "a.mp3")

    let flaw = await #expect(throws: LibraryFlaw.self) { _ = try await LibraryHand(0).opened(file, in: tree) }
    #expect(flaw?.rule == Rules.Library.still)

    folder.remove("a.mp3")
    try folder.link("a.mp3", to: "/etc/passwd")
    let other = await #expect(throws: LibraryFlaw.self) {
      _ = try await LibraryHand(0).opened(file, in: tree)
    }
    #expect(other?.rule == Rules.Library.still)
  }

  @Test func `a folder that is away is trouble and not an empty library`() async throws {
    let shelf = MemoryShelf()
    let path: String
    do {
      let folder = try Folder(["a.mp3": "aa"])
      path = folder.path
      _ = try await LibraryFolder(path, decoder: nil, shelf: shelf).look()
    }

    let error = await #expect(throws: SourceError.self) {
      _ = try await LibraryFolder(path, decoder: nil, shelf: shelf).look()
    }

    #expect(error?.isRetriable == true)
    #expect(shelf.records["a.mp3"]?.isGone == false)
  }

  @Test(arguments: [(lost: 12, isHeld: true), (lost: 7, isHeld: true), (lost: 6, isHeld: false)])
  func `what most of has vanished from at once is held for a folder that is not mounted`(
    lost: Int, isHeld: Bool
  ) async throws {
    let names = (0..<12).map { "\($0).mp3" }
    let folder = try Folder(Dictionary(names.map { ($0, "song \($0)") }) { $1 })
    let shelf = MemoryShelf()
    let library = LibraryFolder(folder.path, decoder: nil, shelf: shelf)
    _ = try await library.look()
    for name in names.prefix(lost) { folder.remove(name) }
    if lost < 12 { try folder.write("new", to: "new.mp3") }

    let look = try await library.look()
    let tracks = try await library.tracks().tracks
    let forced = try await LibraryFolder(folder.path, decoder: nil, shelf: shelf).look(believed: true)
    let last = try await library.look()

    #expect((look.gone, look.held) == (isHeld ? 0 : lost, isHeld ? lost : 0))
    #expect(look.added == (lost < 12 ? 1 : 0), "what is new is taken in all the same")
    #expect(tracks.count == 12 - (isHeld ? 0 : lost) + look.added)
    #expect((forced.gone, forced.held) == (isHeld ? lost : 0, 0))
    #expect((last.gone, last.held) == (0, 0), "it is not held any more once somebody has said so")
  }

  @Test func `however much is new, most of what was known is not believed to be gone`() async throws {
    let folder = try Folder(Dictionary((0..<12).map { ("\($0).mp3", "song \($0)") }) { $1 })
    let library = LibraryFolder(folder.path, decoder: nil, shelf: MemoryShelf())
    _ = try await library.look()
    for place in 0..<9 { folder.remove("\(place).mp3") }
    for place in 0..<30 { try folder.write("other \(place)", to: "new\(place).mp3") }

    let look = try await library.look()

    #expect((look.gone, look.held, look.added) == (0, 9, 30))
  }

  @Test func `a folder that gets another name is not lost`() async throws {
    let folder = try Folder(Dictionary((0..<12).map { ("old/\($0).mp3", "song \($0)") }) { $1 })
    let library = LibraryFolder(folder.path, decoder: nil, shelf: MemoryShelf())
    _ = try await library.look()
    rename(folder.path + "/old", folder.path + "/new")

    let look = try await library.look()

    #expect((look.gone, look.held, look.files) == (12, 0, 12))
  }

  @Test func `files that come back as they were are not read again`() async throws {
    let folder = try Folder(Dictionary((0..<3).map { ("music/\($0).mp3", "song \($0)") }) { $1 })
    let shelf = MemoryShelf()
    let library = LibraryFolder(folder.path, decoder: nil, shelf: shelf)
    _ = try await library.look()
    rename(folder.path + "/music", folder.path + "/.away")
    let without = try await library.look(believed: true)
    _ = library.meter.take()
    rename(folder.path + "/.away", folder.path + "/music")

    let back = try await library.look()

    #expect(without.gone == 3)
    #expect((back.returned, back.added, back.moved, back.unchanged) == (3, 0, 0, 0))
    #expect(library.meter.take().requests == 0)
    #expect(shelf.records.values.allSatisfy { $0.track != nil })
  }

  @Test func `what may fare better another time is read again later and later, or when it changes`() {
    let (start, minute) = (ContinuousClock.now, Duration.seconds(60))
    func file(_ size: Int64) -> LibraryTree.File {
      LibraryTree.File(
        path: "a.mp3",
        signature: LibraryRecord.Signature(device: 1, node: 2, size: size, writtenAt: 3, changedAt: 4))
    }
    var patience = LibraryPatience()
    var waits: [Duration] = []
    var now = start
    for _ in 0..<14 {
      patience.fail(file(1), now: now)
      var wait = minute
      while patience.isWaiting(file(1), now: now + wait) { wait += minute }
      waits.append(wait)
      now += wait
    }

    #expect(Array(waits.prefix(5)) == [1, 2, 4, 8, 16].map { minute * $0 })
    #expect(waits.last == .seconds(86_400))
    #expect(!patience.isWaiting(file(2), now: start))
    patience.fail(file(2), now: now)
    #expect(!patience.isWaiting(file(2), now: now + minute), "another one begins anew")
  }

  @Test func `ten thousand files are listed without being read and leave no descriptors`() async throws {
    let folder = try Folder()
    for number in 0..<10_000 {
      let name = "\(folder.path)/\(number).mp3"
      close(open(name, O_CREAT | O_WRONLY, 0o600))
      truncate(name, number % 100 == 0 ? 1 : 0)
    }
    let library = LibraryFolder(folder.path, decoder: nil)

    let look = try await library.look()
    let again = try await library.look()

    #expect(look.files == 10_000 && look.added == 100 && look.newlyRejected == 9_900)
    #expect(again.unchanged == 10_000)
    #expect(try descriptors(into: folder.path) == 0)
  }

  @Test func `a shelf that fails keeps the look from telling of success, and the next one goes on`()
    async throws
  {
    let folder = try Folder(["a.mp3": "aa"])
    let shelf = MemoryShelf()
    let library = LibraryFolder(folder.path, decoder: nil, shelf: shelf)
    shelf.fail(1)

    let error = await #expect(throws: SourceError.self) { _ = try await library.look() }
    #expect(error?.code == .unavailable)
    #expect(try await library.look().added == 1)
    #expect(shelf.records.count == 1)
  }

  /// How many open files of this process lie there.
  private func descriptors(into folder: String) throws -> Int {
    let stream = try #require(opendir("/proc/self/fd"))
    defer { closedir(stream) }
    var count = 0
    while let entry = readdir(stream) {
      let name = withUnsafeBytes(of: entry.pointee.d_name) {
        String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self)
      }
      var target = [UInt8](repeating: 0, count: 4096)
      let length = readlink("/proc/self/fd/" + name, &target, target.count)
      if length > 0, String(decoding: target[..<length], as: UTF8.self).hasPrefix(folder) { count += 1 }
    }
    return count
  }
}

/// Keeps news in memory.
final class MemoryShelf: LibraryShelf {
  private struct Failure: Error {}
  private let state = Mutex<(records: [String: LibraryRecord], news: [LibraryNews], failures: Int)>(
    ([:], [], 0))

  var records: [String: LibraryRecord] { state.withLock { $0.records } }
  var news: [LibraryNews] { state.withLock { $0.news } }

  func fail(_ times: Int) { state.withLock { $0.failures = times } }
  func records(of root: String) -> [LibraryRecord] { Array(records.values) }

  func keep(_ news: [LibraryNews], of root: String) throws {
    try state.withLock { state in
      if state.failures > 0 {
        state.failures -= 1
        throw Failure()
      }
      for item in news { state.records[item.record.path] = item.record }
      state.news += news
    }
  }
}
