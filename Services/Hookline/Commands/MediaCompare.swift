import Documents
import Media
import MediaWire
import Models
import Synchronization

extension Commands {
  private static let fileLimit = 500
  private static let seconds = Option(
    "seconds", value: "N", help: "how much from the start counts (default 600, at most 3600)")

  static let mediaCompare = Command(
    name: "media compare",
    summary: "says which files are of the same recording",
    examples: [
      .init(
        line: "media compare video.mp4 song.mp3", meaning: "whether the song plays in the video, and where"),
      .init(line: "media compare --json ~/Music", meaning: "all pairs, one JSON object a line"),
    ],
    operands: mediaFiles, options: [seconds, MediaBatch<[Print]>.timeout],
    notes: [
      "OFFSET is the second of the second file at which the first one begins, SPEED how many",
      "times as fast the first one plays, ERRORS the part of the fingerprint's bits that differ.",
    ] + mediaNotes
  ) { invocation, context in
    let limit = try invocation.number(seconds, in: 1...3600) ?? 600
    let batch = try MediaBatch<[Print]>(invocation, context)
    let count = batch.entries.count { $0.problem == nil }
    guard 2...fileLimit ~= count else {
      throw Misuse("it takes 2 to \(fileLimit) files to compare, not \(count)", invocation.command)
    }
    let heard = Mutex<[Heard]>([])
    return try await batch.run { source, decoder in
      try await decoder.prints(
        of: MediaFile(path: source.path), speeds: Fingerprint.querySpeeds, limit: Double(limit))
    } show: { path, prints in
      heard.withLock { $0.append(Heard(path: path, prints: prints)) }
    } after: {
      try await report(heard.withLock { $0 }, context.console)
    }
  }

  private struct Heard: Sendable {
    let path: String
    let prints: [Fingerprint]

    init(path: String, prints: [Print]) {
      self.path = path
      self.prints = prints.map { Fingerprint($0.items, itemDuration: $0.itemDuration, speed: $0.speed) }
    }

    /// At the speed that fits best. Those near it fit as well, if less, so all are tried.
    func alignment(with other: Heard) -> Alignment? {
      guard let reference = other.prints.first else { return nil }
      var best: Alignment?
      for print in prints {
        let found = Alignment(of: print, with: reference)
        if best.map({ found.significance > $0.significance }) ?? true { best = found }
      }
      return best
    }
  }

  /// Of all pairs, which may take long: as many as half the square of the files.
  @concurrent private static func report(_ heard: [Heard], _ console: Console) async throws {
    let bar = ProgressBar(console)
    defer { bar.clear() }
    let pairCount = heard.count * (heard.count - 1) / 2
    var told = 0
    var table = Table(["VERDICT", "ERRORS", "OFFSET", "SPEED", "SECONDS", "FILES"], numeric: [1, 2, 3, 4])
    for (index, first) in heard.enumerated() {
      for second in heard[(index + 1)...] {
        try Task.checkCancellation()
        bar.show(Double(told) / Double(pairCount), "\(told) of \(pairCount) pairs")
        told += 1
        guard let found = first.alignment(with: second) else { continue }
        if console.isJSON {
          bar.clear()
          console.line(json(first, second, found))
        } else {
          table.add(row(first, second, found))
        }
      }
    }
    try Task.checkCancellation()
    bar.clear()
    if !console.isJSON { console.result(table) }
  }

  private static func row(_ first: Heard, _ second: Heard, _ found: Alignment) -> [Table.Cell] {
    let files = "\(first.path) · \(second.path)"
    guard found.verdict == .same else {
      let verdict = found.verdict == .tooShort ? "too short" : "unrelated"
      return [.init(verdict, .faint), "", "", "", "", .init(files)]
    }
    return [
      .init("same", .success), .init(rounded(found.errorRate)), .init(rounded(found.offset)),
      .init(rounded(found.speed)), .init(rounded(found.overlap)), .init(files),
    ]
  }

  private static func rounded(_ value: Double) -> String { "\((value * 1000).rounded() / 1000)" }

  private static func json(_ first: Heard, _ second: Heard, _ found: Alignment) -> JSONValue {
    [
      "first": .string(first.path), "second": .string(second.path),
      "verdict": .string(found.verdict.rawValue),
      "errorRate": .double(found.errorRate), "confidence": .double(found.confidence),
      "offset": .double(found.offset), "speed": .double(found.speed), "overlap": .double(found.overlap),
    ]
  }
}
