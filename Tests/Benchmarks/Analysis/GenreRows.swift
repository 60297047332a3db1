import FoundationEssentials
import Glibc
import Lifecycle

extension Question {
  static let genres = Question(
    name: "genres",
    help:
      "families of mma accompaniments played by fluidsynth, made by mma_set.py: right and unsure; hookline analyze"
  ) { bench in
    try await withTemporaryFolder { folder in
      guard let set = try await GenreSet(folder, bench) else {
        return [accuracy([], bench), abstention([], bench)]
      }
      let ours = try await OurAnalysis().run(set.pieces.map(\.path)).heard
      let answers = set.pieces.map { (family: $0.family, found: ours[$0.path]?.genre?.first?.name) }
      return [accuracy(answers, bench), abstention(answers, bench)]
    }
  }

  /// Of those that are answered at all.
  private static func accuracy(_ answers: [(family: String, found: String?)], _ bench: Bench) -> Finding {
    let given = answers.filter { $0.found != nil }
    let families = Set(answers.map(\.family)).sorted().map { family in
      (name: family, value: share(given.filter { $0.family == family }) { $0.found == family })
    }
    return Finding(
      name: "genres/accuracy", unit: "share", ours: share(given) { $0.found == $0.family },
      target: .atLeast(0.7), count: given.count, seed: bench.scale.seed, details: families)
  }

  private static func abstention(_ answers: [(family: String, found: String?)], _ bench: Bench) -> Finding {
    Finding(
      name: "genres/abstention", unit: "share", ours: share(answers) { $0.found == nil },
      target: .atMost(0.2),
      count: answers.count, seed: bench.scale.seed)
  }
}

/// Accompaniments with their families, which the script beside this file makes.
private struct GenreSet {
  struct Piece: Decodable {
    let path: String
    let family: String
  }

  let pieces: [Piece]

  /// Nil where the script, or what it needs, is not there.
  init?(_ folder: String, _ bench: Bench) async throws {
    // Tests/Benchmarks/Analysis/GenreRows.swift
    let here = "/" + #filePath.split(separator: "/").dropLast().joined(separator: "/")
    let script = here + "/mma_set.py"
    guard access(script, R_OK) == 0, isProgram("mma"), isProgram("fluidsynth") else {
      bench.progress.say("genres: skipped: \(script), mma or fluidsynth is not there")
      return nil
    }
    let result = try await ChildProcess(
      "/usr/bin/env",
      ["python3", script, folder, "--half", "held-out", "--seed", "\(bench.scale.seed)"],
      timeout: .seconds(3600)
    ).run()
    guard result.isSuccess else { throw BenchError("mma_set.py failed: \(result.errorText.suffix(400))") }
    let lines = try Data(contentsOf: URL(filePath: folder + "/truth.jsonl"))
    let decoder = JSONDecoder()
    pieces = try lines.split(separator: UInt8(ascii: "\n")).map { line in
      let piece = try decoder.decode(Piece.self, from: Data(line))
      return Piece(
        path: piece.path.hasPrefix("/") ? piece.path : "\(folder)/\(piece.path)", family: piece.family)
    }
  }
}
