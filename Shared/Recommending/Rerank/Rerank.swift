import Glibc

/// Makes the list that is shown out of scores: near the creator's mix, varied, and with places to try something new.
public struct Rerank: Sendable {
  /// One place of the list.
  public struct Place: Sendable, Equatable {
    /// Of the table.
    public let row: Int
    /// Nil where nothing was left to chance; else how likely this track was here, for the log.
    public let propensity: Double?
  }

  /// What may be left out, to see what it is worth.
  public struct Stages: OptionSet, Sendable {
    public let rawValue: Int
    public init(rawValue: Int) { self.rawValue = rawValue }

    public static let calibration = Stages(rawValue: 1)
    public static let diversity = Stages(rawValue: 2)
    public static let exploration = Stages(rawValue: 4)
    public static let all: Stages = [.calibration, .diversity, .exploration]
  }

  public let length: Int
  public let stages: Stages
  public let seed: UInt64

  /// Among how many of the best the list is chosen, for each place of it.
  private static let breadth = 4
  private static let trialLimit = 20

  public init(length: Int = 20, stages: Stages = .all, seed: UInt64 = 1) {
    self.length = min(max(length, 1), 200)
    self.stages = stages
    self.seed = seed
  }

  /// `tracks` are those of the table's rows. `request` numbers the list, so that chance is another one for each.
  public func list(
    _ table: SignalTable, _ scores: [Double], _ tracks: (Int) -> Candidate, for taste: Taste, request: UInt64
  ) -> [Place] {
    precondition(scores.count == table.count, "a score for each row")
    let sorted = scores.indices.sorted {
      scores[$0] != scores[$1] ? scores[$0] > scores[$1] : table.tracks[$0] < table.tracks[$1]
    }
    var best = sorted.prefix(length * Self.breadth).map { row in
      Shortlisted(track: table.tracks[row], score: scores[row], row: row)
    }
    let known = best.map { tracks($0.row) }
    var order = Array(best.indices)
    if stages.contains(.calibration), taste.videos >= Calibration.leastVideos {
      order = calibrated(best, known, taste)
    }
    best = order.map { best[$0] }
    let kept = order.map { known[$0] }
    let varied =
      stages.contains(.diversity)
      ? Diversity.order(length, of: best, artist: { kept[$0].artist }, features: { kept[$0].likeness })
      : Array(best.indices.prefix(length))
    let list = varied.map { Place(row: best[$0].row, propensity: nil) }
    guard stages.contains(.exploration) else { return list }
    // Who is at the top already is not tried there as well: so the limit for artists holds.
    let artists = Set(list.prefix(Diversity.top).compactMap { tracks($0.row).artist })
    let free = sorted.filter { tracks($0).artist.map { !artists.contains($0) } ?? true }
    return explored(list, table, free, scores, request)
  }

  private func calibrated(_ best: [Shortlisted], _ known: [Candidate], _ taste: Taste) -> [Int] {
    var wanted: [[Double]] = []
    var shares: [(Candidate) -> [Double]] = []
    if let genre = taste.genre?.value {
      wanted.append(Shares(genre).all)
      shares.append { $0.genres.all }
    }
    if let mood = taste.mood?.value {
      wanted.append(Shares(mood).all)
      shares.append { Shares(first: $0.moods).all }
    }
    guard !wanted.isEmpty else { return Array(best.indices) }
    // Twice as many as are shown, so that what is alike can still be kept apart.
    return Calibration.choose(2 * length, of: best, wanted: wanted) { mix, candidate in
      shares[mix](known[candidate])
    }
  }

  /// Puts what is drawn into its slots; what stood there moves on.
  private func explored(
    _ list: [Place], _ table: SignalTable, _ free: [Int], _ scores: [Double], _ request: UInt64
  ) -> [Place] {
    let slots = Exploration.slots.filter { $0 < length && $0 <= list.count }
    // What stands before a slot anyway is no news.
    let listed = Set(list.prefix(length - slots.count).map(\.row))
    let new = free.filter { table.generators[$0].contains(Generators(.new)) && !listed.contains($0) }
    let others = free.filter { !listed.contains($0) }
    let trials = (new.isEmpty ? others : new).prefix(Self.trialLimit).map {
      Exploration.Trial(row: $0, chance: LearnedRanker.chance(scores[$0]))
    }
    let drawn = Exploration.draw(from: Array(trials), slots: slots, seed: seed, request: request)
    let taken = Set(drawn.map(\.row))
    var explored = list.filter { !taken.contains($0.row) }
    for draw in drawn {
      explored.insert(
        Place(row: draw.row, propensity: draw.propensity), at: min(draw.slot, explored.count))
    }
    return Array(explored.prefix(length))
  }
}

extension Shares {
  /// Of all places, also those that no label has.
  var all: [Double] { weights(24) }
}

extension Candidate {
  /// What makes it like others: two of one genre, mood and tempo are nearly the same.
  var likeness: [Double] {
    // Tempos of another octave point the same way.
    let angle = 2 * Double.pi * Double(tempo.value)
    let sure = 0.5 * Double(tempo.confidence)
    return genres.all + moods.indices.map { Double(moods[$0]) }
      + [Double(energy.value * energy.confidence), sure * cos(angle), sure * sin(angle)]
  }
}
