import Factors
import Glibc
public import Models

/// What is known of a creator when a list is made by what was learnt.
public struct LearnedRequest: Sendable {
  public var taste: Taste
  public var used: Set<Track.ID>
  /// What may not be in the list for other reasons.
  public var forbidden: Set<Track.ID>
  /// What tracks were brought by others than the list itself, and how strongly: by who uses them together, by tags, by their
  /// growth.
  public var brought: [Generator: [Track.ID: Double]]
  /// How the use of tracks grows, as a natural logarithm; what is not there does not.
  public var velocities: [Track.ID: Double]
  /// Numbers the list, so that chance is another one for each.
  public var number: UInt64

  public init(
    taste: Taste, used: Set<Track.ID>, forbidden: Set<Track.ID> = [],
    brought: [Generator: [Track.ID: Double]] = [:],
    velocities: [Track.ID: Double] = [:], number: UInt64 = 0
  ) {
    self.taste = taste
    self.used = used
    self.forbidden = forbidden
    self.brought = brought
    self.velocities = velocities
    self.number = number
  }
}

/// Makes lists from candidates of several generators by the learned ranker, of which what it knows to learn from is made
/// the same way.
public struct LearnedLists: Sendable {
  public static var label: String { "\(LearnedRanker.name) \(LearnedRanker.version)" }

  /// How many candidates each generator brings.
  static func limit(_ generator: Generator) -> Int {
    switch generator {
    case .ease, .cease: 200
    case .content: 100
    case .neighbours, .popularity, .rising, .hashtags: 50
    case .new: 20
    }
  }

  private let tracks: [Candidate]
  private let places: [Track.ID: Int]

  /// `tracks` are all that may be in lists.
  public init(_ tracks: [Candidate]) {
    self.tracks = tracks
    places = Dictionary(tracks.enumerated().map { ($1.track, $0) }, uniquingKeysWith: { $1 })
  }

  /// What a creator chose next, for the ranker to learn from and to be judged by.
  public struct Example: Sendable {
    /// Nil where no generator had brought it.
    public let choice: LearnedRanker.Choice?
    /// How well the first ten of the fit, which needs no learning, foretell it.
    public let fit: Double
    private let table: SignalTable
    private let relevant: Set<Int32>

    init(_ table: SignalTable, _ relevant: Set<Int32>, fit: Double) {
      (self.table, self.relevant, self.fit) = (table, relevant, fit)
      let chosen = (0..<table.count).filter { relevant.contains(table.tracks[$0]) }
      choice = chosen.isEmpty ? nil : LearnedRanker.Choice(table, chosen: chosen)
    }

    /// The same by a ranker.
    public func quality(by ranker: LearnedRanker) -> Double {
      let own = ranker.order(of: table).prefix(LearnedLists.judgedLength).map { table.tracks[$0] }
      return ListQuality(own, relevant: relevant, length: LearnedLists.judgedLength).ndcg
    }
  }

  /// Nil where nothing of what was chosen may be in lists.
  public func example(_ request: LearnedRequest, later: Set<Track.ID>) -> Example? {
    let relevant = Set(later.compactMap { places[$0] }.map { Int32(truncatingIfNeeded: $0) })
    guard !relevant.isEmpty else { return nil }
    let fit = Ranker(length: Self.judgedLength).ranking(
      of: tracks, for: request.taste, without: request.used.union(request.forbidden)
    ).items.compactMap { places[$0.track].map { Int32(truncatingIfNeeded: $0) } }
    return Example(
      table(request), relevant, fit: ListQuality(fit, relevant: relevant, length: Self.judgedLength).ndcg)
  }

  private static let judgedLength = 10

  /// The best `length` of what the generators bring.
  public func ranking(_ request: LearnedRequest, by ranker: LearnedRanker, length: Int) -> Ranking {
    let table = table(request)
    let scores = ranker.scores(of: table)
    let list = Rerank(length: length).list(
      table, scores, { tracks[Int(table.tracks[$0])] }, for: request.taste, request: request.number)
    let explainer = Explainer(ranker, for: request.taste, uses: request.used.count)
    let items = list.enumerated().map { rank, place in
      let track = tracks[Int(table.tracks[place.row])]
      let explanation = explainer.explanation(
        of: place.row, in: table, track, velocity: request.velocities[track.track] ?? 0)
      return Recommendation(
        rank: rank + 1, track: track.track, score: explanation.score, reasons: explanation.reasons)
    }
    return Ranking(items: items, considered: tracks.count { isFree($0, request) })
  }

  // MARK: Candidates

  /// What the generators bring, as the ranker sees it: by how far it is from the mean track.
  private func table(_ request: LearnedRequest) -> SignalTable {
    let content = content(request.taste)
    var brought: [Int: Generators] = [:]
    for generator in Generator.allCases {
      for place in best(of: generator, request, content) {
        brought[place, default: []].insert(Generators(generator))
      }
    }
    // Of a large catalogue some tracks tell what the mean one is like.
    let step = max(1, tracks.count / Self.sampleSize)
    for place in stride(from: 0, to: tracks.count, by: step) where isFree(tracks[place], request) {
      brought[place, default: []].formUnion([])
    }
    let signals = Signals(request)
    var table = SignalTable()
    for (place, generators) in brought.sorted(by: { $0.key < $1.key }) {
      table.add(Int32(truncatingIfNeeded: place), from: generators, signals.row(of: tracks[place]))
    }
    func weight(_ signal: Signal) -> Double {
      switch signal.group {
      case .together: ContentSignals.evidence(videos: request.used.count)
      case .content: ContentSignals.evidence(videos: request.taste.videos)
      default: 1
      }
    }
    let standardised = table.standardised(
      weight, over: { Int(table.tracks[$0]) % step == 0 }, known: moments(request))
    return standardised.filtered { !standardised.generators[$0].isEmpty }
  }

  private static let sampleSize = 2_000

  /// Of signals that few tracks have: a sample would miss them.
  private func moments(_ request: LearnedRequest) -> [Signal: SignalTable.Moments] {
    let count = tracks.count { isFree($0, request) }
    func moments(_ values: [Track.ID: Double]) -> SignalTable.Moments {
      let own = values.sorted { $0.key < $1.key }.filter { track, value in
        value.isFinite && places[track].map { isFree(tracks[$0], request) } == true
      }
      return SignalTable.Moments(own.map(\.value), of: count)
    }
    return [.ease: moments(request.brought[.ease] ?? [:]), .velocity: moments(request.velocities)]
  }

  /// The numbers of tracks for one request.
  private struct Signals {
    let content: ContentSignals
    let together: [Track.ID: Double]
    let velocities: [Track.ID: Double]

    init(_ request: LearnedRequest) {
      content = ContentSignals(request.taste)
      together = request.brought[.ease] ?? [:]
      velocities = request.velocities
    }

    func row(of track: Candidate) -> [Double] {
      Signal.allCases.map { signal in
        switch signal {
        case .ease: together[track.track] ?? 0
        case .popularity: ContentSignals.popularity(of: track)
        case .genre: content.genre(of: track)
        case .mood: content.mood(of: track)
        case .tempo: content.tempo(of: track)
        case .energy: content.energy(of: track)
        case .velocity: velocities[track.track] ?? 0
        // The catalogue has no side rows, and no number that says nothing.
        case .cease, .irrelevant: 0
        }
      }
    }
  }

  /// How each track suits the taste, by the fit that needs no learning.
  private func content(_ taste: Taste) -> [Double] {
    let fit = Fit(taste)
    return tracks.map { track in
      var parts = fit.contributions(of: track)
      parts.popularity = 0
      return parts.score
    }
  }

  private func best(of generator: Generator, _ request: LearnedRequest, _ content: [Double]) -> [Int] {
    let limit = Self.limit(generator)
    func top(_ value: (Int) -> Double) -> [Int] {
      PlantedModels.top(limit, count: tracks.count, []) { place in
        isFree(tracks[place], request) ? value(place) : -.infinity
      }
    }
    switch generator {
    case .content: return top { content[$0] }
    case .popularity: return top { ContentSignals.popularity(of: tracks[$0]) }
    case .new:
      return top { (tracks[$0].uses ?? .max) < Self.fewUses && tracks[$0].isHeard ? content[$0] : -.infinity }
    case .ease, .cease, .neighbours, .rising, .hashtags:
      let strengths = request.brought[generator] ?? [:]
      let known = strengths.compactMap { track, strength -> (place: Int, strength: Double)? in
        guard strength > 0, let place = places[track], isFree(tracks[place], request) else { return nil }
        return (place, strength)
      }
      return known.sorted { ($1.strength, $0.place) < ($0.strength, $1.place) }.prefix(limit).map(\.place)
    }
  }

  /// As good as unknown to everybody.
  private static let fewUses: Int64 = 100

  private func isFree(_ track: Candidate, _ request: LearnedRequest) -> Bool {
    track.isTitled && !request.used.contains(track.track) && !request.forbidden.contains(track.track)
  }
}
