import Models

/// Looks for tracks by words of their titles and artists.
///
/// Words are as `TrackEntry.words` has them. Parts of words count too, but for words of one or two letters, which are
/// looked for where words begin: the index knows three letters in a row.
struct TrackSearch {
  /// So many are put in order, however many there are.
  static let candidateLimit: Int64 = 50_000

  private let words: [String]

  init(_ words: [String]) { self.words = words }

  func tracks(limit: Int, _ session: Session) throws -> [Track.ID] {
    guard !words.isEmpty else { return [] }
    return try session.rows(query(limit: limit), as: Track.ID.self)
  }

  /// Those that are called just so come first, then those with all the words, with words that begin so, and with parts
  /// of words; of each the most used, and the newest of those of which that is not known.
  func query(limit: Int) -> SQL {
    """
    select id from (
      select id, words, uses, seen_at from track where \(all { Self.isShort($0) ? "% \($0)%" : "%\($0)%" })
      limit \(Self.candidateLimit)) t
    order by case when words like \(" " + escaped.joined(separator: " ") + " |%") then 0
        when words like \(" " + escaped.joined(separator: " ") + " ") then 0
        when \(all { "% \($0) %" }) then 1 when \(all { "% \($0)%" }) then 2 else 3 end,
      uses desc nulls last, seen_at desc, id limit \(Int64(limit))
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
