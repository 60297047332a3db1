import Glibc
import Lifecycle
import Models
import TestKit
import Testing

@testable import Hookline

@Suite(.timeLimit(.minutes(1))) struct HandleReaderTests {
  @Test func `a file comes in portions of the size asked for, behind the arguments`() async throws {
    try await withFile((0..<25).map { "@name\($0)\n" }.joined()) { path in
      let reader = HandleReader(["first", "name3"], path: path, shutdown: Shutdown())
      var portions: [HandleReader.Portion] = []
      repeat { portions.append(try await reader.next(10)) } while portions.last?.isLast == false

      #expect(portions.map(\.handles.count) == [10, 10, 6])
      #expect(portions[0].handles.prefix(2) == [try Handle("first"), try Handle("name3")])
      #expect(portions.map(\.isLast) == [false, false, true])
      #expect(portions[2].share == 1)
      #expect(await reader.findings.duplicateCount == 1)
    }
  }

  @Test func `what comes slowly through a pipe is handed over before there is more`() async throws {
    try await withPipe { path, writer in
      let reader = HandleReader([], path: path, shutdown: Shutdown())
      writer("@one\n@tw")
      let first = try await reader.next(1_000)
      writer("o\n")
      let second = try await reader.next(1_000)

      #expect(first.handles == [try Handle("one")] && !first.isLast && first.share == nil)
      #expect(second.handles == [try Handle("two")] && !second.isLast)
    }
  }

  @Test func `a drain ends the wait for a pipe, and that is not the end of the list`() async throws {
    try await withPipe { path, _ in
      let shutdown = Shutdown()
      shutdown.drain()

      let portion = try await HandleReader([], path: path, shutdown: shutdown).next(10)

      #expect(portion.handles.isEmpty && !portion.isLast)
    }
  }

  @Test(arguments: [
    ("/nonexistent/list", "cannot read /nonexistent/list: No such file or directory"),
    ("/", "cannot read /: Is a directory"),
  ])
  func `a file that cannot be read is told with the reason`(path: String, message: String) async throws {
    let reader = HandleReader([], path: path, shutdown: Shutdown())

    let error = await #expect(throws: CommandFailure.self) { try await reader.next(1) }

    #expect(error?.description == message)
  }

  @Test func `an empty file is the end at once`() async throws {
    try await withFile("\n# nothing\n\n") { path in
      let reader = HandleReader([], path: path, shutdown: Shutdown())

      let portion = try await reader.next(10)

      #expect(portion.isLast && portion.handles.isEmpty)
      #expect(await reader.findings.isEmpty)
    }
  }
}

/// Hands the path of a file with this text to the body.
func withFile<Value>(_ text: String, _ body: (String) async throws -> Value) async throws -> Value {
  try await withFolder { folder in
    let path = folder + "/handles.txt"
    let file = try #require(fopen(path, "w"))
    fputs(text, file)
    fclose(file)
    return try await body(path)
  }
}

/// Hands over a named pipe that stays open, and how to write to it.
func withPipe<Value>(_ body: (String, (String) -> Void) async throws -> Value) async throws -> Value {
  try await withFolder { folder in
    let path = folder + "/pipe"
    try #require(mkfifo(path, 0o600) == 0)
    let descriptor = open(path, O_RDWR | O_CLOEXEC)
    try #require(descriptor >= 0)
    defer { close(descriptor) }
    return try await body(path) { text in
      _ = Array(text.utf8).withUnsafeBytes { write(descriptor, $0.baseAddress, $0.count) }
    }
  }
}

private func withFolder<Value>(_ body: (String) async throws -> Value) async throws -> Value {
  var template = Array("/tmp/hookline-test-XXXXXX".utf8CString)
  let folder = try #require(mkdtemp(&template).map { String(cString: $0) })
  let result: Result<Value, any Error>
  do { result = .success(try await body(folder)) } catch { result = .failure(error) }
  for name in ["handles.txt", "pipe"] { unlink(folder + "/" + name) }
  rmdir(folder)
  return try result.get()
}
