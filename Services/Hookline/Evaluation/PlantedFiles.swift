import Models
import Recommending

/// A planted world as files of separated values, each with a line of column names.
enum PlantedFiles {
  static let tracks = "tracks.csv"
  static let creators = "creators.csv"
  static let videos = "videos.csv"
  static let train = "train.csv"
  static let test = "test.csv"
  static let truthOfTracks = "truth-tracks.csv"
  static let truthOfCreators = "truth-creators.csv"
  static let constants = "constants.csv"

  static let trackColumns = [
    "track", "artist", "genre", "mood", "tempo", "energy", "uses", "velocity", "irrelevant", "new",
  ]
  static let creatorColumns = ["creator"]
  static let videoColumns = ["creator", "genre", "mood", "tempo", "energy"]
  static let useColumns = ["creator", "track"]
  static let latentColumns = ["latent-1", "latent-2", "latent-3", "latent-4"]
  static let genreColumns = Genre.allCases.map { "genre-" + $0.rawValue }
  static let moodColumns = Mood.allCases.map { "mood-" + $0.rawValue }
  static let truthOfTracksColumns = ["track", "appeal", "tempo"] + latentColumns
  static let truthOfCreatorsColumns =
    ["creator", "tempo", "energy"] + latentColumns + genreColumns + moodColumns
  static let constantColumns = ["name", "value"]

  /// The constants that a creator's utility is made of.
  static let weights: [(name: String, path: any WritableKeyPath<PlantedConstants, Double> & Sendable)] = [
    ("popularity-weight", \.popularityWeight), ("genre-weight", \.genreWeight),
    ("mood-weight", \.moodWeight), ("tempo-weight", \.tempoWeight), ("energy-weight", \.energyWeight),
    ("latent-weight", \.latentWeight), ("velocity-weight", \.velocityWeight),
    ("tempo-width", \.tempoWidth),
  ]
}

extension PlantedWorld {
  /// Every file, in the order in which they are written.
  var files: [(name: String, text: String)] {
    [
      (PlantedFiles.tracks, tracksText), (PlantedFiles.creators, creatorsText),
      (PlantedFiles.videos, videosText), (PlantedFiles.train, Self.usesText(train)),
      (PlantedFiles.test, Self.usesText(test)), (PlantedFiles.truthOfTracks, truthOfTracksText),
      (PlantedFiles.truthOfCreators, truthOfCreatorsText), (PlantedFiles.constants, constantsText),
    ]
  }

  private static func text(_ columns: [String], _ rows: some Sequence<[String]>) -> String {
    var text = columns.joined(separator: ",") + "\n"
    for row in rows { text += row.joined(separator: ",") + "\n" }
    return text
  }

  private var tracksText: String {
    Self.text(
      PlantedFiles.trackColumns,
      items.enumerated().map { place, item in
        [
          "\(place)", "\(item.artist)", item.genre.rawValue, item.mood.rawValue, "\(item.tempo)",
          "\(item.energy)", "\(item.uses)", "\(item.velocity)", "\(item.irrelevant)", item.isNew ? "1" : "0",
        ]
      })
  }

  private var creatorsText: String {
    Self.text(PlantedFiles.creatorColumns, (0..<creatorCount).map { ["\($0)"] })
  }

  private var videosText: String {
    Self.text(
      PlantedFiles.videoColumns,
      clips.map { ["\($0.creator)", $0.genre.rawValue, $0.mood.rawValue, "\($0.tempo)", "\($0.energy)"] })
  }

  private static func usesText(_ uses: [[Int32]]) -> String {
    text(
      PlantedFiles.useColumns,
      uses.enumerated().flatMap { creator, tracks in tracks.map { ["\(creator)", "\($0)"] } })
  }

  private var truthOfTracksText: String {
    Self.text(
      PlantedFiles.truthOfTracksColumns,
      truth.items.enumerated().map { place, item in
        ["\(place)", "\(item.appeal)", "\(item.tempo)"] + Self.padded(item.latent, 4)
      })
  }

  private var truthOfCreatorsText: String {
    Self.text(
      PlantedFiles.truthOfCreatorsColumns,
      truth.creators.enumerated().map { place, creator in
        ["\(place)", "\(creator.tempo)", "\(creator.energy)"] + Self.padded(creator.latent, 4)
          + Self.padded(creator.genres, Genre.allCases.count)
          + Self.padded(creator.moods, Mood.allCases.count)
      })
  }

  private var constantsText: String {
    Self.text(
      PlantedFiles.constantColumns,
      PlantedFiles.weights.map { [$0.name, "\(truth.constants[keyPath: $0.path])"] })
  }

  private static func padded(_ numbers: [Double], _ count: Int) -> [String] {
    (0..<count).map { $0 < numbers.count ? "\(numbers[$0])" : "0" }
  }
}
