import Glibc
import Lifecycle
import Telemetry
import TestKit
import Testing

@testable import Sources

@Suite(.timeLimit(.minutes(1))) struct LibraryWatchTests {
  @Test func `it is looked at once things have been quiet, and not put off for ever`() {
    let start = ContinuousClock.now
    var quiet = QuietTime(.seconds(2))
    #expect(quiet.due == nil)

    quiet.change(at: start)
    #expect(quiet.due == start + .seconds(2))
    quiet.change(at: start + .seconds(1))
    #expect(quiet.due == start + .seconds(3))
    for second in 2...60 { quiet.change(at: start + .seconds(second)) }
    #expect(quiet.due == start + .seconds(30))
    quiet.clear()
    #expect(quiet.due == nil)
  }

  @Test func `a new file, a change, a removal, and files of new folders are each told`() async throws {
    let folder = try Folder(["a.mp3": "a"])
    try await watching(folder) { count in
      try await tells(count) { try folder.write("b", to: "b.mp3") }
      try await tells(count) { try folder.write("bb", to: "b.mp3") }
      try await tells(count) { folder.remove("a.mp3") }
      try await tells(count) { try folder.write("c", to: "new/deep/c.mp3") }
      try await tells(count) { try folder.write("cc", to: "new/deep/c.mp3") }
    }
  }

  @Test func `many changes at once are told few times`() async throws {
    let folder = try Folder()
    try await watching(folder, quiet: .milliseconds(300)) { count in
      let before = count.count
      try await tells(count) { for number in 0..<500 { try folder.write("x", to: "\(number).mp3") } }

      #expect(count.count - before <= 3)
    }
  }

  @Test func `a folder that cannot be watched is looked at from time to time`() async throws {
    let folder = try Folder()
    var settings = LibraryWatch.Settings()
    settings.blindInterval = .milliseconds(20)
    let count = Tally()
    let log = LogCapture()
    let watch = LibraryWatch(
      folder.path + "/absent", settings: settings, logger: Logger(service: "test", sink: log)
    ) { count.add() }
    let task = Task { try await watch.run() }

    #expect(await eventually(within: .seconds(40)) { count.count >= 3 })
    task.cancel()
    try await task.value
    #expect(log.entries.count { $0.message.contains("not told") } == 1)
  }

  @Test func `it ends when its task is cancelled, and what it calls may end it`() async throws {
    struct Enough: Error {}
    let folder = try Folder()
    let watch = LibraryWatch(folder.path, logger: .silent) { throw Enough() }

    await #expect(throws: Enough.self) { try await watch.run() }

    let other = LibraryWatch(folder.path, logger: .silent) {}
    let task = Task { try await other.run() }
    task.cancel()
    try await task.value
  }

  private func watching(
    _ folder: Folder, quiet: Duration = .milliseconds(20), _ body: (Tally) async throws -> Void
  ) async throws {
    var settings = LibraryWatch.Settings()
    settings.quiet = quiet
    let count = Tally()
    let watch = LibraryWatch(folder.path, settings: settings, logger: .silent) { count.add() }
    let task = Task { try await watch.run() }
    #expect(
      await eventually(within: .seconds(40)) { count.count == 1 }, "it is looked at when the watch begins")
    try await body(count)
    task.cancel()
    try await task.value
  }

  private func tells(_ count: Tally, of change: () throws -> Void) async throws {
    let before = count.count
    try change()
    #expect(await eventually(within: .seconds(40)) { count.count > before })
  }
}
