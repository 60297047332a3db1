import Models

/// Looks for tracks by words of their titles and artists.
///
/// Words are as `TrackEntry.words` has them. Parts of words count too, but for words of one or two letters, which are
/// looked for where words begin: the index knows three letters in a row.
struct TrackSearch {
  /// What was found, the best first.
  struct Result: Sendable, Equatable {
    var tracks: [Track.ID]
    /// There are more than were put in order; better ones may be among the rest.
    var isCut: Bool
  }

  private let words: [String]
  /// So many are put in order, however many there are.
  private let candidateLimit: Int64

  init(_ words: [String], candidateLimit: Int64 = 50_000) {
    self.words = words
    self.candidateLimit = candidateLimit
  }

  func tracks(limit: Int, _ session: Session) throws -> Result {
    guard !words.isEmpty else { return Result(tracks: [], isCut: false) }
    let rows = try session.rows(query(limit: limit), as: Track.ID.self, Bool.self)
    return Result(tracks: rows.map(\.0), isCut: rows.first?.1 ?? false)
  }

  /// Those that are called just so come first, then those with all the words, with words that begin so, and with parts
  /// of words; of each the most used, and the newest of those of which that is not known.
  ///
  /// What is called or begins so is among the candidates even if the words are in too many tracks.
  func query(limit: Int) -> SQL {
    """
    select id, count(*) over () >= \(candidateLimit) from (
      \(starts)(\(Self.candidates) \(all { Self.isShort($0) ? "% \($0)%" : "%\($0)%" }) limit \(candidateLimit))) t
    order by case when words like \(" " + escaped.joined(separator: " ") + " |%") then 0
        when words like \(" " + escaped.joined(separator: " ") + " ") then 0
        when \(all { "% \($0) %" }) then 1 when \(all { "% \($0)%" }) then 2 else 3 end,
      uses desc nulls last, seen_at desc, id limit \(Int64(limit))
    """
  }

  private static let candidates: SQL = "select id, words, uses, seen_at from track where"

  /// As ranges of bytes, which the index serves whatever a plan knows of the words.
  private var starts: SQL {
    let phrase = " " + words.joined(separator: " ") + " "
    // The index has no more of it; few tracks have so many words.
    guard phrase.unicodeScalars.count < 64 else { return "" }
    let name: SQL = "left(words, 64)"
    // "!" follows the blank and "}" the bar.
    return """
      (\(Self.candidates) \(name) = \(phrase) limit \(candidateLimit)) union
      (\(Self.candidates) \(name) ~>=~ \(phrase + "|") and \(name) ~<~ \(phrase + "}") limit \(candidateLimit)) union
      (\(Self.candidates) \(name) ~>=~ \(phrase) and \(name) ~<~ \(phrase.dropLast() + "!") limit \(candidateLimit)) union

      """
  }

  private static func isShort(_ word: String) -> Bool { word.unicodeScalars.count < 3 }

  private var escaped: [String] {
    words.map { word in word.map { "%_\\".contains($0) ? "\\\($0)" : "\($0)" }.joined() }
  }

  private func all(_ pattern: (String) -> String) -> SQL {
    escaped.map(pattern).reduce("true" as SQL) { sql, pattern in "\(sql) and words like \(pattern)" }
  }
}
