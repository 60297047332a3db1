import Glibc
import Models
import Testing

@testable import Sources

/// What becomes of the trouble of a file system: it must never be taken for creators that are not known.
@Suite struct FileTroubleTests {
  private let kestrel = #"{"uniqueId":"kestrel"}"#

  @Test(arguments: [EMFILE, ENFILE, EIO, ESTALE, ENOMEM, ENAMETOOLONG, ETIMEDOUT])
  func `takes what may befall every file for an outage`(code: Int32) {
    #expect(ReadingFailure(code: code).isOutage)
  }

  @Test(arguments: [ENOENT, ENOTDIR, EACCES, ELOOP, ENXIO, ENODEV])
  func `takes what is about one file for no outage`(code: Int32) {
    #expect(!ReadingFailure(code: code).isOutage)
  }

  /// The kernel lets this file be opened but not be read from its start.
  @Test func `tries a file again that could not be read`() async throws {
    let source = ScrapeFolder("/proc/self/mem")

    for _ in 1...2 {
      let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }
      #expect(error?.code == .unavailable)
      #expect(error?.description == "cannot read /proc/\(getpid())/mem: Input/output error")
    }
  }

  /// Nothing can be asked of paths beyond 4,095 bytes, whoever asks.
  @Test func `says that it cannot look for a profile`() async throws {
    let folder = try Folder()
    var path = folder.path
    while path.utf8.count < 4_075 {
      path += "/" + String(repeating: "x", count: min(200, max(1, 4_080 - path.utf8.count - 1)))
      mkdir(path, 0o700)
    }
    let source = ScrapeFolder(path)

    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }

    #expect(error?.code == .unavailable && error?.isRetriable == true)
    #expect(error?.description == "cannot read \(path)/profiles/kestrel.json: File name too long")
  }

  @Test func `rejects links that lead to themselves and sockets, and reads the others`() async throws {
    let folder = try Folder(["a.json": kestrel])
    try folder.link("loop.json", to: "loop.json")
    #expect(mknod(folder.path + "/socket.json", S_IFSOCK | 0o600, 0) == 0)
    let source = ScrapeFolder(folder.path)

    for _ in 1...2 {
      #expect(try await source.handles().map(\.name) == ["kestrel"])
      #expect(
        try await source.tracks().rejections.map(\.description) == [
          "loop.json, byte 0: it cannot be read: Too many levels of symbolic links",
          "socket.json, byte 0: it cannot be read: No such device or address",
        ])
    }
  }

  @Test func `waits for a profile that the system does not let it read`() async throws {
    let folder = try Folder(["profiles/x.json": ""])
    try folder.link("profiles/kestrel.json", to: "kestrel.json")
    let source = ScrapeFolder(folder.path)

    let error = await #expect(throws: SourceError.self) { try await source.profile(Handle("kestrel")) }

    #expect(error?.code == .unavailable)
    #expect(error?.description == "cannot read profiles/kestrel.json: Too many levels of symbolic links")
    folder.remove("profiles/kestrel.json")
    try folder.write(kestrel, to: "profiles/kestrel.json")
    #expect(try await source.profile(Handle("kestrel"))?.author.handle.name == "kestrel")
  }

  @Test func `does not take profiles that cannot be listed for none`() async throws {
    let folder = try Folder(["a.json": kestrel])
    try folder.link("profiles", to: "profiles")

    let error = await #expect(throws: SourceError.self) { try await ScrapeFolder(folder.path).handles() }

    #expect(error?.code == .unavailable)
    #expect(
      error?.description == "cannot read \(folder.path)/profiles: Too many levels of symbolic links")
  }

  @Test(.enabled(if: getuid() != 0, "root reads everything"))
  func `does not take folders that it may not list for empty`() async throws {
    let folder = try Folder(["a.json": kestrel, "closed/b.json": kestrel])
    chmod(folder.path + "/closed", 0)
    defer { chmod(folder.path + "/closed", 0o700) }

    let error = await #expect(throws: SourceError.self) { try await ScrapeFolder(folder.path).handles() }

    #expect(error == SourceError(.unavailable, "cannot read \(folder.path)/closed: Permission denied"))
  }

  @Test func `ends a reading that is cancelled without calling the source unavailable`() async throws {
    let folder = try Folder(["a.json": kestrel])
    let source = ScrapeFolder(folder.path)
    let reading = Task {
      withUnsafeCurrentTask { $0?.cancel() }
      return try await source.handles()
    }

    let error = await #expect(throws: SourceError.self) { try await reading.value }

    #expect(error?.code == .cancelled && error?.isRetriable == false)
    #expect(try await source.handles().map(\.name) == ["kestrel"])
  }
}
