public import Models

/// The keys under which tracks that may be the same are found, as 64-bit hashes: by what platforms call them, and by their
/// names in ways that survive a slip of the finger.
public enum NameKeys {
  /// How many artists of a track have keys.
  private static let artistLimit = 3
  /// In letters: where in a title slips leave one part whole.
  private static let partLength = 3

  /// Each once, sorted.
  public static func keys(of portrait: TrackPortrait) -> [Int64] {
    var keys = Set(portrait.allKeys.map { hash("key", $0.description) })
    // A creator's own sound has the same title as millions of others.
    guard !portrait.isOriginalSound, !OriginalSound.isTitle(portrait.title) else { return keys.sorted() }
    for reading in TrackName(title: portrait.title, artist: portrait.artist).readings {
      keys.formUnion(Self.keys(of: reading))
    }
    return keys.sorted()
  }

  /// Under which a track is found by what it is called elsewhere.
  public static func key(of source: SourceKey) -> Int64 { hash("key", source.description) }

  private static func keys(of reading: TrackName.Reading) -> Set<Int64> {
    var keys: Set<Int64> = []
    for title in Set([reading.compact, reading.fullCompact]) where !title.isEmpty {
      keys.insert(hash("title", title))
      let letters = Array(title.unicodeScalars)
      let skeleton = Self.skeleton(letters)
      if skeleton.count >= 3 { keys.insert(hash("skeleton", string(skeleton))) }
      for artist in reading.artists.names.prefix(artistLimit) {
        keys.insert(hash("start", artist, string(letters.prefix(partLength))))
        keys.insert(hash("end", artist, string(letters.suffix(partLength))))
      }
    }
    return keys
  }

  /// Without vowels and doubled letters, but for the first letter.
  private static func skeleton(_ letters: [Unicode.Scalar]) -> [Unicode.Scalar] {
    var result: [Unicode.Scalar] = []
    for (place, letter) in letters.enumerated() {
      if place > 0, "aeiouyаеиоуыэюя".unicodeScalars.contains(letter) { continue }
      if result.last != letter { result.append(letter) }
    }
    return result
  }

  private static func string(_ scalars: some Sequence<Unicode.Scalar>) -> String {
    String(String.UnicodeScalarView(scalars))
  }

  /// FNV-1a: the same in every process and for ever, because it is stored.
  static func hash(_ parts: String...) -> Int64 {
    var hash: UInt64 = 0xcbf2_9ce4_8422_2325
    for part in parts {
      for byte in part.utf8 {
        hash = (hash ^ UInt64(byte)) &* 0x100_0000_01b3
      }
      hash = (hash ^ 0xFF) &* 0x100_0000_01b3
    }
    return Int64(bitPattern: hash)
  }
}
