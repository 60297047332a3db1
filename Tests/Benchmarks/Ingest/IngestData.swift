import Glibc

/// Users, tracks and histories of MoovitaMix, invented from a seed, in files that are removed at the end.
struct IngestData: Sendable {
  struct File: Sendable {
    /// `users`, `tracks`, `listen_history`.
    let name: String
    let path: String
    let count: Int
  }

  static let pageSize = 100
  private static let names = ["users", "tracks", "listen_history"]

  let pageFiles: [File]
  let lineFiles: [File]

  /// Makes a page a line of so many pages of each kind, hands them to `body` and removes them.
  static func withPages<Value>(
    _ counts: [Int], _ body: (IngestData) async throws -> Value
  ) async throws -> Value {
    try await withTemporaryFile { path in
      let files = zip(names, counts).map { File(name: $0, path: "\(path).\($0)", count: $1) }
      defer { for file in files { unlink(file.path) } }
      for (kind, file) in files.enumerated() {
        let invention = Invention(kind: kind, users: counts[0] * pageSize, tracks: counts[1] * pageSize)
        try FileWriter.write(file.path) { writer in
          for page in 0..<file.count { try writer.write(invention.page(page, of: file.count)) }
        }
      }
      return try await body(IngestData(pageFiles: files, lineFiles: []))
    }
  }

  /// Makes records a line, so many MB in all, hands them to `body` and removes them.
  static func withLines<Value>(
    megabytes: Int, _ body: (IngestData) async throws -> Value
  ) async throws -> Value {
    try await withTemporaryFile { path in
      guard mkdir(path, 0o700) == 0 else { throw BenchError("\(path) cannot be made") }
      // About what a record of each has.
      let count = megabytes * 1_000_000 / (230 + 245 + 165)
      let files = names.map { File(name: $0, path: "\(path)/\($0).jsonl", count: count) }
      defer {
        for file in files { unlink(file.path) }
        rmdir(path)
      }
      for (kind, file) in files.enumerated() {
        let invention = Invention(kind: kind, users: count, tracks: count)
        try FileWriter.write(file.path) { writer in
          for number in 0..<count { try writer.write(invention.record(number) + "\n") }
        }
      }
      return try await body(IngestData(pageFiles: [], lineFiles: files))
    }
  }
}

/// Invents the records of one kind. Each depends on its number only.
private struct Invention {
  let kind: Int
  let users: Int
  let tracks: Int

  private static let words = [
    "structure", "charge", "effect", "learn", "common", "arrive", "down", "thing", "teacher", "always",
    "whole",
    "decade", "live", "building", "statement", "resource", "adult", "though", "choose", "care",
  ]
  private static let people = [
    "Lori", "John", "Melinda", "Nichole", "Teresa", "Veronica", "Alison", "Nelson", "Edwards", "Gonzalez",
    "Thompson",
    "Obrien",
  ]
  private static let genders = ["Male", "Female", "Non-binary", "Genderfluid", "Gender questioning"]
  private static let genres = ["Rock", "Hip Hop", "Electronic", "Folk", "R&B", "Alternative", "Techno"]

  func page(_ page: Int, of count: Int) -> String {
    let size = IngestData.pageSize
    let items = (0..<size).map { record(page * size + $0) }.joined(separator: ",")
    return
      "{\"items\":[\(items)],\"total\":\(count * size),\"page\":\(page + 1),\"size\":\(size),\"pages\":\(count)}\n"
  }

  /// Ids are shuffled over the whole range, and no two are the same: a multiplication by an odd number below a power of two.
  private func id(_ number: Int, tracks isTrack: Bool) -> Int {
    let whole = max(users, tracks) * 2
    let range = 1 << (Int.bitWidth - (whole - 1).leadingZeroBitCount)
    return ((number * 2 + (isTrack ? 1 : 0)) &* 0x9e37_79b1 & (range - 1)) + 1
  }

  func record(_ number: Int) -> String {
    var numbers = Numbers(seed: UInt64(kind) << 40 + UInt64(number))
    func pick(_ list: [String]) -> String { list[Int(numbers.next() % UInt64(list.count))] }
    func pair(_ limit: UInt64, from first: UInt64 = 0) -> String {
      let value = numbers.next() % limit + first
      return value < 10 ? "0\(value)" : "\(value)"
    }
    func moment() -> String {
      "2026-\(pair(12, from: 1))-\(pair(28, from: 1))T\(pair(24)):\(pair(60)):\(pair(60)).\(100_000 + numbers.next() % 900_000)"
    }
    let times = "\"created_at\":\"\(moment())\",\"updated_at\":\"\(moment())\"}"
    switch kind {
    case 0:
      return
        "{\"id\":\(id(number, tracks: false)),\"first_name\":\"\(pick(Self.people))\",\"last_name\":\"\(pick(Self.people))\","
        + "\"email\":\"\(pick(Self.words))\(number)@example.net\",\"gender\":\"\(pick(Self.genders))\","
        + "\"favorite_genres\":\"\(pick(Self.genres))\"," + times
    case 1:
      return
        "{\"id\":\(id(number, tracks: true)),\"name\":\"\(pick(Self.words))\",\"artist\":\"\(pick(Self.people)) \(pick(Self.people))\","
        + "\"songwriters\":\"\(pick(Self.people)) \(pick(Self.people))\",\"duration\":\"\(pair(60)):\(pair(60))\","
        + "\"genres\":\"\(pick(Self.words))\",\"album\":\"\(pick(Self.words))\"," + times
    default:
      let items = (0..<5).map { _ in "\(id(Int(numbers.next() % UInt64(tracks)), tracks: true))" }
      return "{\"user_id\":\(id(number, tracks: false)),\"items\":[\(items.joined(separator: ","))]," + times
    }
  }
}

/// Writes a file through a buffer.
private struct FileWriter: ~Copyable {
  private let descriptor: Int32
  private var buffer: [UInt8] = []

  static func write(_ path: String, _ body: (inout FileWriter) throws -> Void) throws {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o600)
    guard descriptor >= 0 else { throw BenchError("\(path) cannot be made") }
    defer { close(descriptor) }
    var writer = FileWriter(descriptor: descriptor)
    try body(&writer)
    try writer.flush()
  }

  private init(descriptor: Int32) { self.descriptor = descriptor }

  mutating func write(_ text: String) throws {
    buffer += text.utf8
    if buffer.count >= 1 << 20 { try flush() }
  }

  private mutating func flush() throws {
    var rest = buffer[...]
    while !rest.isEmpty {
      let count = rest.withUnsafeBytes { Glibc.write(descriptor, $0.baseAddress, $0.count) }
      guard count > 0 else { throw BenchError("a file of records cannot be written: is the disk full?") }
      rest = rest.dropFirst(count)
    }
    buffer.removeAll(keepingCapacity: true)
  }
}
