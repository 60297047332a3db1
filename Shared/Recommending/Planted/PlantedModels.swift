import Factors
import Models

/// Everything that is learned from who used what, without the ranker: the generators of candidates and the signals.
struct PlantedModels: Sendable {
  struct Settings: Sendable, Equatable {
    var penalty = 100.0
    var sidePenalty = 100.0
    /// How much a label counts beside a creator.
    var sideWeight = 1.0
  }

  /// How many candidates each generator brings.
  static func limit(_ generator: Generator) -> Int {
    switch generator {
    case .ease, .cease, .content: 100
    case .neighbours, .popularity: 50
    case .new: 20
    case .rising, .hashtags: 0
    }
  }

  /// Those that a planted world has something for.
  static let generators: [Generator] = [.ease, .cease, .neighbours, .content, .popularity, .new]
  static let neighbourCount = 50

  let catalogue: PlantedCatalogue
  let histories: [[Int32]]
  let tastes: [Taste]
  let ease: EASE
  let cease: EASE
  let neighbours: Neighbours
  let settings: Settings

  /// `histories` and `clips` are by creator.
  init(
    _ catalogue: PlantedCatalogue, histories: [[Int32]], clips: [[PlantedWorld.Clip]], _ settings: Settings
  ) throws(FactorsError) {
    self.catalogue = catalogue
    self.histories = histories
    self.settings = settings
    tastes = zip(histories, clips).map { catalogue.taste(of: $0, $1) }
    let plain = try Self.interactions(histories, catalogue, sideWeight: nil)
    ease = try EASE(plain, .init(penalty: settings.penalty))
    cease = try EASE(
      Self.interactions(histories, catalogue, sideWeight: settings.sideWeight),
      .init(penalty: settings.sidePenalty))
    neighbours = Neighbours(plain, count: Self.neighbourCount)
  }

  /// With a side weight the labels of tracks are as users, who have taken what has the label.
  static func interactions(
    _ histories: [[Int32]], _ catalogue: PlantedCatalogue, sideWeight: Double?
  ) throws(FactorsError) -> Interactions {
    var entries = histories.enumerated().flatMap { user, history in
      history.map { Interaction(user: Int32(user), item: $0) }
    }
    var rows = histories.count
    if let sideWeight {
      let weight = Float(sideWeight.squareRoot())
      for side in catalogue.sides {
        entries += side.map { Interaction(user: Int32(rows), item: $0, weight: weight) }
        rows += 1
      }
    }
    return try Interactions(entries, userCount: rows, itemCount: catalogue.candidates.count)
  }

  /// What the models say of every track for one history.
  struct Scores {
    let ease: ArraySlice<Double>
    let cease: ArraySlice<Double>
    let neighbours: [Float]
    /// The product's own fit, by taste alone.
    let content: [Double]
    let popularity: [Double]
  }

  /// For each of these histories, one after the other.
  func forEach(
    _ histories: [[Int32]], _ tastes: [Taste], _ body: (_ place: Int, _ scores: Scores) throws -> Void
  ) throws {
    let items = catalogue.candidates.count
    let popularity = catalogue.candidates.map(ContentSignals.popularity)
    for start in stride(from: 0, to: histories.count, by: 64) {
      let range = start..<min(start + 64, histories.count)
      let weighted = range.map { histories[$0].map { Weighted($0) } }
      let (ease, cease) = (try ease.scores(of: weighted), try cease.scores(of: weighted))
      for place in range {
        let own = (place - start) * items..<(place - start + 1) * items
        try body(
          place,
          Scores(
            ease: ease[own], cease: cease[own], neighbours: neighbours.scores(of: weighted[place - start]),
            content: content(tastes[place]), popularity: popularity))
      }
    }
  }

  private func content(_ taste: Taste) -> [Double] {
    let fit = Fit(taste)
    return catalogue.candidates.map { track in
      var parts = fit.contributions(of: track)
      parts.popularity = 0
      return parts.score
    }
  }

  /// Which rows of the catalogue a table keeps.
  enum Rows {
    case candidates
    /// Whatever was not used.
    case all
    case some(Set<Int32>)
  }

  /// What the ranker sees of one creator: signals as distances from the mean track, where what little is known of the
  /// creator counts for little.
  func table(
    _ scores: Scores, _ history: [Int32], _ taste: Taste, uses: Int, _ rows: Rows = .candidates
  ) -> SignalTable {
    let used = Set(history)
    var brought = [Generators](repeating: [], count: catalogue.candidates.count)
    for generator in Self.generators {
      for track in Self.best(of: generator, scores, catalogue, used) {
        brought[track].insert(Generators(generator))
      }
    }
    let signals = ContentSignals(taste)
    var table = SignalTable()
    for (place, track) in catalogue.candidates.enumerated() {
      let id = Int32(truncatingIfNeeded: place)
      guard !used.contains(id) else { continue }
      table.add(
        id, from: brought[place],
        [
          scores.ease[scores.ease.startIndex + place], scores.cease[scores.cease.startIndex + place],
          scores.popularity[place], signals.genre(of: track), signals.mood(of: track),
          signals.tempo(of: track), signals.energy(of: track), catalogue.velocities[place],
          catalogue.irrelevant[place],
        ])
    }
    let seen = Self.standardised(table, uses: uses, taste)
    return switch rows {
    case .all: seen
    case .candidates: seen.filtered { !seen.generators[$0].isEmpty }
    case .some(let kept): seen.filtered { kept.contains(seen.tracks[$0]) }
    }
  }

  private static func best(
    of generator: Generator, _ scores: Scores, _ catalogue: PlantedCatalogue, _ used: Set<Int32>
  ) -> [Int] {
    let value: (Int) -> Double =
      switch generator {
      case .ease: { scores.ease[scores.ease.startIndex + $0] }
      case .cease: { scores.cease[scores.cease.startIndex + $0] }
      case .neighbours: { Double(scores.neighbours[$0]) }
      case .content: { scores.content[$0] }
      case .popularity: { scores.popularity[$0] }
      case .new: { catalogue.isNew[$0] ? scores.content[$0] : -.infinity }
      case .rising, .hashtags: { _ in -.infinity }
      }
    return top(limit(generator), count: catalogue.candidates.count, used, value)
  }

  /// The places with the greatest values, the best first; equal ones by place. What is minus infinity has no value, and
  /// where all are alike none is the best.
  static func top(_ limit: Int, count: Int, _ used: Set<Int32>, _ value: (Int) -> Double) -> [Int] {
    // Sorted all the time: hardly anything has to move once the first good ones are in.
    var best: [(value: Double, place: Int)] = []
    best.reserveCapacity(limit + 1)
    var (least, most) = (Double.infinity, -Double.infinity)
    for place in 0..<count {
      let own = value(place)
      guard own > -.infinity else { continue }
      (least, most) = (min(least, own), max(most, own))
      if best.count == limit, let last = best.last, own <= last.value { continue }
      if used.contains(Int32(truncatingIfNeeded: place)) { continue }
      var slot = best.count
      while slot > 0, best[slot - 1].value < own { slot -= 1 }
      best.insert((own, place), at: slot)
      if best.count > limit { best.removeLast() }
    }
    return most > least ? best.map(\.place) : []
  }

  private static func standardised(_ table: SignalTable, uses: Int, _ taste: Taste) -> SignalTable {
    table.standardised { signal in
      switch signal.group {
      case .together: ContentSignals.evidence(videos: uses)
      case .content: ContentSignals.evidence(videos: taste.videos)
      default: 1
      }
    }
  }
}
