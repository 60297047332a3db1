import Compression
import Glibc
import Lifecycle
import TestKit
import Testing

/// How much memory it takes to read what does not fit into it, in a process of its own.
@Suite struct StreamMemoryTests {
  enum Layout: CaseIterable { case lines, list, envelope }

  private static let wantsAll = getenv("HOOKLINE_TEST_ALL") != nil

  /// 100 MiB in so much more memory than next to nothing takes.
  @Test(.timeLimit(.minutes(5)), arguments: Layout.allCases, [false, true])
  func `the memory does not grow with the file`(layout: Layout, isPacked: Bool) async throws {
    let small = try await read(layout, mebibytes: 1, padding: 4_000, isPacked: isPacked)

    let large = try await read(layout, mebibytes: 100, padding: 60_000, isPacked: isPacked)

    #expect(large.records == large.expected)
    #expect(large.rejected == 0)
    #expect(large.memory < small.memory + 60, "\(small.memory) MiB for 1 MiB, \(large.memory) for 100")
  }

  @Test(.enabled(if: wantsAll), .timeLimit(.minutes(30)), arguments: Layout.allCases, [false, true])
  func `2 GB take less than 200 MB`(layout: Layout, isPacked: Bool) async throws {
    let result = try await read(layout, mebibytes: 2_000, padding: 30_000, isPacked: isPacked)

    #expect(result.records == result.expected)
    #expect(result.rejected == 0)
    #expect(result.memory < 190)
  }

  private struct Result {
    var expected: Int
    var records: Int
    var rejected: Int
    var memory: Int
  }

  private func read(
    _ layout: Layout, mebibytes: Int, padding: Int, isPacked: Bool
  ) async throws -> Result {
    let folder = try Folder()
    let path = folder.path + "/a.json"
    let expected = try write(layout, mebibytes: mebibytes, padding: padding, isPacked: isPacked, to: path)
    let child = ChildProcess(CheckoutFiles.program("ScrapeCounter"), [path], timeout: .seconds(1_500))
    let result = try await child.run()
    let numbers = result.text.split(whereSeparator: \.isWhitespace).compactMap { Int($0) }
    try #require(numbers.count == 4, "\(result.status): \(result.errorText)")
    return Result(expected: expected, records: numbers[0], rejected: numbers[2], memory: numbers[3])
  }

  /// How many records it holds.
  private func write(
    _ layout: Layout, mebibytes: Int, padding: Int, isPacked: Bool, to path: String
  ) throws -> Int {
    let file = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    try #require(file >= 0)
    defer { close(file) }
    func put(_ text: String) throws {
      let bytes = isPacked ? Gzip.packed(Array(text.utf8), level: 1) : Array(text.utf8)
      var rest = bytes[...]
      while !rest.isEmpty {
        let count = rest.withUnsafeBytes { Glibc.write(file, $0.baseAddress, $0.count) }
        try #require(count > 0)
        rest = rest.dropFirst(count)
      }
    }
    let separator = layout == .lines ? "\n" : ","
    // Not so alike that it packs like a bomb.
    let letters = (0..<padding).map { (place: Int) -> UInt8 in
      let mixed = (place &* place &* 31) >> 5
      return UInt8(97 + mixed % 26)
    }
    let text = String(decoding: letters, as: UTF8.self)
    let record = #"{"desc":"x","createTime":1727096344,"author":"kestrel","contents":"\#(text)","id":""#
    var (count, length) = (0, 0)
    if layout != .lines { try put(layout == .list ? "[" : #"{"statusCode":0,"itemList":["#) }
    while length < mebibytes << 20 {
      var part = ""
      while part.utf8.count < 1 << 20 {
        count += 1
        part += (count > 1 ? separator : "") + record + "\(count)\"}"
      }
      length += part.utf8.count
      try put(part)
    }
    if layout != .lines { try put(layout == .list ? "]" : #"],"hasMore":false}"#) }
    return count
  }
}
