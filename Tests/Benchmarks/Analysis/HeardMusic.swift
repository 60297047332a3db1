import FoundationEssentials

/// What `hookline analyze --json` says of a file; of all that it says, what is judged here.
struct HeardMusic: Sendable, Decodable {
  struct Tempo: Sendable, Decodable { let bpm: Double }

  struct Key: Sendable, Decodable {
    let tonic: String
    let mode: String
  }

  struct Loudness: Sendable, Decodable { let integrated: Double? }

  struct Hook: Sendable, Decodable {
    let start: Double
    let end: Double
  }

  struct Scored: Sendable, Decodable {
    let name: String
    let score: Double
  }

  struct Kinds: Sendable, Decodable {
    let music: Double
    let speech: Double
    let noise: Double
    let silence: Double

    /// What most of it is.
    var name: String {
      let all = [("music", music), ("speech", speech), ("noise", noise), ("silence", silence)]
      return all.max { $0.1 < $1.1 }?.0 ?? "silence"
    }
  }

  let path: String
  let error: String?
  let duration: Double?
  let tempo: Tempo?
  let beats: [Double]?
  let downbeats: [Double]?
  let key: Key?
  let loudness: Loudness?
  let genre: [Scored]?
  let hook: Hook?
  let kinds: Kinds?

  var namedKey: NamedKey? { key.flatMap { NamedKey(name: $0.tonic, mode: $0.mode) } }
}

/// What the peers say of a file, by their names.
struct HeardByPeers: Sendable, Decodable {
  let path: String
  let tempo: [String: Double]
  let beats: [String: [Double]]
  let key: [String: HeardMusic.Key]

  func namedKey(_ peer: String) -> NamedKey? {
    key[peer].flatMap { NamedKey(name: $0.tonic, mode: $0.mode) }
  }
}

/// Reads objects, one a line, each with the path of a file; what is no such line is left out.
func byPath<Heard: Decodable>(_ text: String, _ path: (Heard) -> String) -> [String: Heard] {
  let decoder = JSONDecoder()
  let found = text.split(separator: "\n").compactMap { line in
    try? decoder.decode(Heard.self, from: Data(line.utf8))
  }
  return Dictionary(found.map { (path($0), $0) }) { first, _ in first }
}
