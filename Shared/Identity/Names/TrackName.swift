import Models

/// What the title and the artist of a track say, as far as names of songs can be understood.
struct TrackName {
  /// One way to understand it: "Ann - Home" can be a title, or whose and what.
  struct Reading: Equatable {
    /// Folded.
    var title: [String]
    /// With what stands in brackets and may be left out: "(I Can't Get No) Satisfaction".
    var fullTitle: [String]
    var artists: ArtistList
    /// Whether the artist was taken from the title.
    var isGuess = false

    var compact: String { title.joined() }
    var fullCompact: String { fullTitle.joined() }
  }

  private(set) var readings: [Reading] = []
  private(set) var marks: Set<Mark> = []
  /// Called a "radio edit", as some call the usual recording.
  private(set) var isSoft = false

  init(title: String, artist: String?) {
    var parts = NameParts(NameReader.pieces(of: title))
    let credited = ArtistList(artist)
    parts.readMarks(artists: credited)
    marks = parts.marks
    isSoft = parts.isSoft
    readings = parts.readings(credited)
    guard readings.isEmpty else { return }
    // Nothing but marks: then they are the title.
    marks = []
    readings = NameParts(NameReader.pieces(of: title)).readings(credited)
  }

  /// "Taylor's Version": the same artist once more.
  static func isOwnVersion(_ detail: [String], of artists: ArtistList) -> Bool {
    let words = Set(artists.names.flatMap { $0.split(separator: " ").map(String.init) })
    return detail.contains { word in
      words.contains(word) || (word.hasSuffix("s") && words.contains(String(word.dropLast())))
    }
  }
}
