import Models

/// How people write of a genre, and what its music is like. Ordinary words only: whoever knows music knows them.
struct GenreWords {
  /// As in a title: "Lo-Fi".
  let title: String
  /// Hashtags, the most usual first.
  let tags: [String]
  /// The moods that are usual in it.
  let moods: [Mood]
  /// In beats per minute.
  let tempo: ClosedRange<Int>

  static func of(_ genre: Genre) -> GenreWords { table[genre] ?? GenreWords("Pop", [], [.happy], 100...120) }

  private init(_ title: String, _ tags: [String], _ moods: [Mood], _ tempo: ClosedRange<Int>) {
    (self.title, self.tags, self.moods, self.tempo) = (title, tags, moods, tempo)
  }

  private static let table: [Genre: GenreWords] = [
    .pop: .init("Pop", ["pop", "popmusic", "popsongs"], [.happy, .romantic, .energetic], 98...128),
    .hipHop: .init(
      "Hip Hop", ["hiphop", "rap", "hiphopdance", "rapper"], [.energetic, .dark, .playful], 80...105),
    .rhythmAndBlues: .init("R&B", ["rnb", "rnbmusic", "rnbvibes"], [.romantic, .calm, .sad], 65...95),
    .electronic: .init(
      "Electronic", ["edm", "electronicmusic", "techno", "housemusic"], [.energetic, .happy, .dark], 120...140
    ),
    .rock: .init("Rock", ["rock", "rockmusic", "rockband"], [.energetic, .epic, .dark], 110...145),
    .metal: .init(
      "Heavy Metal", ["metal", "heavymetal", "metalhead"], [.dark, .epic, .energetic], 130...190),
    .punk: .init("Punk", ["punk", "punkmusic", "punkband"], [.energetic, .playful, .dark], 160...200),
    .indie: .init("Indie", ["indie", "indiemusic", "indieartist"], [.calm, .sad, .playful], 95...130),
    .folk: .init("Folk", ["folk", "folkmusic", "folksong"], [.calm, .sad, .romantic], 75...115),
    .country: .init(
      "Country", ["countrymusic", "country", "countrysong"], [.happy, .romantic, .sad], 85...125),
    .jazz: .init("Jazz", ["jazz", "jazzmusic", "jazzpiano"], [.calm, .romantic, .playful], 90...150),
    .blues: .init("Blues", ["blues", "bluesmusic", "bluesguitar"], [.sad, .dark, .calm], 60...100),
    .classical: .init(
      "Classical", ["classicalmusic", "classical", "orchestra"], [.calm, .epic, .sad], 60...110),
    .latin: .init(
      "Latin", ["latinmusic", "reggaeton", "salsa", "bachata"], [.happy, .romantic, .energetic], 90...115),
    .reggae: .init("Reggae", ["reggae", "reggaemusic", "dancehall"], [.happy, .calm, .playful], 70...90),
    .afrobeats: .init(
      "Afrobeats", ["afrobeats", "afrobeat", "amapiano"], [.happy, .energetic, .romantic], 98...118),
    .funk: .init("Funk", ["funk", "funkmusic", "funky"], [.playful, .happy, .energetic], 100...120),
    .kPop: .init("K-Pop", ["kpop", "kpopdance", "kpopfyp"], [.energetic, .playful, .happy], 110...135),
    .loFi: .init("Lo-Fi", ["lofi", "lofibeats", "lofimusic"], [.calm, .sad, .romantic], 68...90),
    .soundtrack: .init(
      "Soundtrack", ["soundtrack", "filmmusic", "moviesoundtrack"], [.epic, .dark, .sad], 70...120),
  ]
}
