import FoundationEssentials
import TestMusic

/// What ours and the peers heard in a file.
struct HeardFile: Sendable {
  let ours: HeardMusic?
  let peers: HeardByPeers?
}

/// A piece, and what was heard in it.
struct Hearing: Sendable {
  let piece: Piece
  let file: HeardFile

  var ours: HeardMusic? { file.ours }
  var peers: HeardByPeers? { file.peers }
}

/// What was heard in the sets. Each is made and heard once, whoever asks first.
actor Hearings {
  static let shared = Hearings()
  /// Files that lie on the disk at a time.
  private static let batch = 32

  private var known: [MusicSet: [Hearing]] = [:]

  func of(_ set: MusicSet, _ bench: Bench) async throws -> [Hearing] {
    if let found = known[set] { return found }
    let ours = try OurAnalysis()
    let pieces = set.pieces(bench.scale)
    var hearings: [Hearing] = []
    for start in stride(from: 0, to: pieces.count, by: Self.batch) {
      try Task.checkCancellation()
      let batch = Array(pieces[start..<min(start + Self.batch, pieces.count)])
      hearings += try await Self.heard(batch, set, ours, bench)
      bench.progress.say("\(set.rawValue): heard \(hearings.count) of \(pieces.count) pieces")
    }
    known[set] = hearings
    return hearings
  }

  private static func heard(
    _ pieces: [Piece], _ set: MusicSet, _ ours: OurAnalysis, _ bench: Bench
  ) async throws -> [Hearing] {
    try await withTemporaryFolder { folder in
      let paths = try await write(pieces, set, to: folder)
      let own = try await ours.run(paths).heard
      bench.progress.say("\(set.rawValue): \(own.count) pieces made and analyzed")
      var peers: [String: HeardByPeers] = [:]
      if let wanted = set.wanted { peers = try await AudioPeers.shared.heard(paths, wanted, bench) }
      return zip(pieces, paths).map { piece, path in
        Hearing(piece: piece, file: HeardFile(ours: own[path], peers: peers[path]))
      }
    }
  }

  /// Renders pieces on all processors.
  private static func write(_ pieces: [Piece], _ set: MusicSet, to folder: String) async throws -> [String] {
    try await withThrowingTaskGroup(of: Void.self) { group in
      for piece in pieces {
        group.addTask {
          try Data(set.file(piece)).write(to: URL(filePath: "\(folder)/\(piece.name).wav"))
        }
      }
      try await group.waitForAll()
    }
    return pieces.map { "\(folder)/\($0.name).wav" }
  }
}

/// Hands a folder to `body` and removes it with all that is in it.
func withTemporaryFolder<Result>(_ body: (String) async throws -> Result) async throws -> Result {
  try await withTemporaryFile { path in
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    return try await body(path)
  }
}
