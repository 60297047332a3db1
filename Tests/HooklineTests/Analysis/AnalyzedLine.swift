import FoundationEssentials

/// A line of `analyze --json`, as a program reads it.
struct AnalyzedLine: Decodable {
  struct Tempo: Decodable {
    let bpm: Double
    let confidence: Double
    let alternatives: [Double]
  }

  struct Key: Decodable {
    let tonic: String
    let mode: String
    let confidence: Double
    let tuningCents: Double
  }

  struct Loudness: Decodable {
    let integrated: Double?
    let range: Double?
    let peak: Double?
    let truePeak: Double?
  }

  struct Scored: Decodable {
    let name: String
    let score: Double
  }

  struct Hook: Decodable {
    let start: Double
    let end: Double
    let reason: String
  }

  let path: String
  let error: String?
  let duration: Double?
  let tempo: Tempo?
  let beats: [Double]?
  let downbeats: [Double]?
  let timeSignature: String?
  let key: Key?
  let loudness: Loudness?
  let energy: Double?
  let mood: [Scored]?
  let genre: [Scored]?
  let hook: Hook?
  let lack: String?

  static func all(_ output: String) throws -> [AnalyzedLine] {
    try output.split(separator: "\n").map { try JSONDecoder().decode(AnalyzedLine.self, from: Data($0.utf8)) }
  }
}
