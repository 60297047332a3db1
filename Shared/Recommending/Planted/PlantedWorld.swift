public import Models

/// A world of creators and tracks of which the truth is known.
public struct PlantedWorld: Sendable, Equatable {
  /// What can be known of a track.
  public struct Item: Sendable, Equatable {
    public var artist: Int32
    public var genre: Genre
    public var mood: Mood
    /// As measured, maybe in another octave.
    public var tempo: Double
    public var energy: Double
    public var uses: Int64
    /// The logarithm of how its use grows.
    public var velocity: Double
    public var irrelevant: Double
    public var isNew: Bool

    public init(
      artist: Int32, genre: Genre, mood: Mood, tempo: Double, energy: Double, uses: Int64, velocity: Double,
      irrelevant: Double, isNew: Bool
    ) {
      (self.artist, self.genre, self.mood) = (artist, genre, mood)
      (self.tempo, self.energy, self.uses, self.velocity) = (tempo, energy, uses, velocity)
      (self.irrelevant, self.isNew) = (irrelevant, isNew)
    }
  }

  /// A video of a creator, without a known track.
  public struct Clip: Sendable, Equatable {
    public var creator: Int32
    public var genre: Genre
    public var mood: Mood
    public var tempo: Double
    public var energy: Double

    public init(creator: Int32, genre: Genre, mood: Mood, tempo: Double, energy: Double) {
      (self.creator, self.genre, self.mood) = (creator, genre, mood)
      (self.tempo, self.energy) = (tempo, energy)
    }
  }

  public var items: [Item]
  /// How many creators there are, the cold ones among them.
  public var creatorCount: Int
  /// By creator, in the order of time.
  public var train: [[Int32]]
  /// By creator: what is to be foretold.
  public var test: [[Int32]]
  public var clips: [Clip]
  public var truth: PlantedTruth

  public init(
    items: [Item], train: [[Int32]], test: [[Int32]], clips: [Clip], truth: PlantedTruth
  ) {
    precondition(train.count == test.count && truth.creators.count == train.count, "one of each creator")
    precondition(truth.items.count == items.count, "a truth of each track")
    (self.items, self.train, self.test, self.clips, self.truth) = (items, train, test, clips, truth)
    creatorCount = train.count
  }

  /// Those of whom no use is known, and those with some; both only as far as there is something to foretell.
  public var warm: [Int] { (0..<creatorCount).filter { !train[$0].isEmpty && !test[$0].isEmpty } }
  public var cold: [Int] { (0..<creatorCount).filter { train[$0].isEmpty && !test[$0].isEmpty } }
}

/// What was planted: what a model can only guess.
public struct PlantedTruth: Sendable, Equatable {
  public struct Creator: Sendable, Equatable {
    /// Shares, in the order of the genres; they sum to 1.
    public var genres: [Double]
    public var moods: [Double]
    /// Beats per minute.
    public var tempo: Double
    public var energy: Double
    public var latent: [Double]

    public init(genres: [Double], moods: [Double], tempo: Double, energy: Double, latent: [Double]) {
      (self.genres, self.moods, self.tempo, self.energy, self.latent) = (genres, moods, tempo, energy, latent)
    }

    /// The greatest share, and of which genre.
    public var top: (genre: Genre, share: Double) {
      var best = 0
      for place in genres.indices where genres[place] > genres[best] { best = place }
      return (Genre.allCases[best], genres[best])
    }
  }

  public struct Item: Sendable, Equatable {
    /// What its popularity adds to everybody's utility, before its weight.
    public var appeal: Double
    /// In the right octave.
    public var tempo: Double
    public var latent: [Double]

    public init(appeal: Double, tempo: Double, latent: [Double]) {
      (self.appeal, self.tempo, self.latent) = (appeal, tempo, latent)
    }
  }

  public var creators: [Creator]
  public var items: [Item]
  public var constants: PlantedConstants

  public init(creators: [Creator], items: [Item], constants: PlantedConstants) {
    (self.creators, self.items, self.constants) = (creators, items, constants)
  }
}
