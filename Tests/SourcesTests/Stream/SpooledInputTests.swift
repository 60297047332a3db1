import Compression
import Glibc
import Models
import Synchronization
import TestKit
import Testing

@testable import Sources

@Suite(.timeLimit(.minutes(1))) struct SpooledInputTests {
  /// Gives the reading end to the body, and writes to the other one beside it; closes both.
  private func withPipe<Value: Sendable>(
    _ bytes: [UInt8], closes: Bool = true, _ body: (Int32) async throws -> Value
  ) async throws -> Value {
    var ends: [Int32] = [-1, -1]
    try #require(pipe(&ends) == 0)
    let (reading, writing) = (ends[0], ends[1])
    try #require(bytes.count <= 60_000 && write(writing, bytes, bytes.count) == bytes.count)
    if closes { close(writing) }
    let result: Result<Value, any Error>
    do { result = .success(try await body(reading)) } catch { result = .failure(error) }
    if !closes { close(writing) }
    close(reading)
    return try result.get()
  }

  @Test(arguments: [false, true]) func `what is piped in is kept unpacked, and goes`(isPacked: Bool)
    async throws
  {
    let text = Array("\u{feff}\n track,use\n1,branded\n".utf8)

    let (lines, path) = try await withPipe(isPacked ? Gzip.packed(text) : text) { descriptor in
      let input = try await SpooledInput.spool(PipedBytes(descriptor: descriptor))
      let reader = try CSVReader(input.path, called: input.name, plainLines: true)
      var lines: [String] = []
      while try reader.next() == .record { lines.append(reader.excerpt) }
      #expect(!input.isJSON && reader.path == "standard input")
      return (lines, input.path)
    }

    #expect(lines == [" track,use", "1,branded"])
    #expect(access(path, F_OK) != 0)
  }

  @Test func `what begins like an object is told`() async throws {
    let isJSON = try await withPipe(Array(" \n{\"a\":1}".utf8)) { descriptor in
      try await SpooledInput.spool(PipedBytes(descriptor: descriptor)).isJSON
    }

    #expect(isJSON)
  }

  @Test func `what is cut, or longer than the limit, is refused`() async throws {
    let packed = Gzip.packed(Array(repeating: 65, count: 50_000))
    for (bytes, limit, reason) in [
      (packed.dropLast(9), 100_000, "cannot be unpacked to its end"),
      (packed[...], 40_000, "cannot be unpacked"),
      (Array(repeating: 65, count: 50_000)[...], 40_000, "it is longer than"),
    ] {
      let error = await #expect(throws: SourceError.self) {
        try await withPipe(Array(bytes)) { descriptor in
          _ = try await SpooledInput.spool(PipedBytes(descriptor: descriptor), limit: limit)
        }
      }
      #expect(error?.message.hasPrefix("standard input: ") == true)
      #expect(error?.message.contains(reason) == true, "\(error?.message ?? "")")
    }
  }

  @Test func `what never comes is waited for only as long as somebody wants it`() async throws {
    let looks = Mutex(0)

    let error = await #expect(throws: SourceError.self) {
      try await withPipe(Array("a".utf8), closes: false) { descriptor in
        let bytes = PipedBytes(descriptor: descriptor) {
          looks.withLock { looks in
            looks += 1
            return looks < 4
          }
        }
        _ = try await SpooledInput.spool(bytes)
      }
    }

    #expect(error?.message == "standard input: nobody waits for more of it")
  }
}
