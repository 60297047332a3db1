import FoundationEssentials
import Learning
import Models
import Recommending
import Storage

/// How the ranker learns: from what creators chose next, among what it would have been shown with what was known then.
///
/// What was known then is the first part of what each creator used, the company that tracks keep by the first parts of all,
/// and the videos before the first of those that they chose next. How popular tracks are and what they are like is as it is
/// known now: nobody kept what was known of that.
struct RankerLesson {
  /// Creators from whom it learns, and from how many choices at least.
  static let creatorLimit = 400
  static let leastChoices = 20
  private static let batch = 50
  /// Of how many days trends are read, and of how many of the most used tracks: those of other days say nothing.
  private static let dayLimit = 10
  private static let trendLimit = 2_000

  private let tastes: TasteStore
  private let trends: TrackTrends
  private let tracks: [Candidate]
  private let seed: UInt64

  init(_ database: any Database, tracks: [Candidate], seed: UInt64) {
    tastes = TasteStore(database)
    trends = TrackTrends(TrendStore(database))
    self.tracks = tracks
    self.seed = seed
  }

  /// What was learnt, and how it was judged.
  struct Learnt: Sendable {
    /// Nil where there are too few choices to learn from, or lists by it foretell worse than those by the fit.
    var ranker: LearnedRanker?
    var scores: [Training.Score] = []
  }

  func learn(
    _ taken: [TrackTaken], _ desk: TrainingDesk, _ settings: Training.Settings
  ) async throws -> Learnt {
    let split = await desk.split(taken)
    let authors = split.learners(limit: Self.creatorLimit, seed: seed)
    guard !authors.isEmpty else { return Learnt() }
    let early = try await desk.company(split.early, settings)
    let lists = await desk.lists(tracks)
    let velocities = try await velocities(on: authors.compactMap { split.later[$0]?.day })
    var examples: [LearnedLists.Example] = []
    for start in stride(from: 0, to: authors.count, by: Self.batch) {
      let own = Array(authors[start..<min(start + Self.batch, authors.count)])
      let pasts = try await tastes.pasts(of: own)
      try Task.checkCancellation()
      examples += await desk.examples(own, pasts, split, early, lists, velocities)
    }
    guard examples.reduce(0, { $0 + ($1.choice?.chosen.count ?? 0) }) >= Self.leastChoices else {
      return Learnt()
    }
    return try await desk.ranker(examples, seed: seed)
  }

  /// How tracks grew as it was known on the days on which most creators chose.
  private func velocities(on days: [Day]) async throws -> [Day: [Track.ID: Double]] {
    let counts = Dictionary(grouping: days) { $0 }.mapValues(\.count)
    let most = counts.sorted { ($1.value, $0.key) < ($0.value, $1.key) }.prefix(Self.dayLimit).map(\.key)
    let known = tracks.prefix(Self.trendLimit).map(\.track)
    var velocities: [Day: [Track.ID: Double]] = [:]
    for day in most.sorted() {
      try Task.checkCancellation()
      do {
        velocities[day] = try await trends.signals(of: known, at: day.start).mapValues(\.velocity)
      } catch let error as StorageError where error.code == .timeout {
        // A day of which nothing is known says nothing.
        continue
      }
    }
    return velocities
  }
}

/// What each creator used first and later: the last fifth by time, of those who used enough.
struct PastSplit: Sendable {
  struct Later: Sendable {
    var tracks: Set<Track.ID> = []
    /// When the first of them was used.
    var since = Int64.max

    var day: Day { Day(Date(timeIntervalSince1970: Double(since))) }
  }

  static let least = 5

  let early: [TrackTaken]
  let later: [Author.ID: Later]
  let history: [Author.ID: [Track.ID]]

  init(_ taken: [TrackTaken]) {
    var byAuthor: [Author.ID: [TrackTaken]] = [:]
    for use in taken { byAuthor[use.author, default: []].append(use) }
    var early: [TrackTaken] = []
    var later: [Author.ID: Later] = [:]
    var history: [Author.ID: [Track.ID]] = [:]
    for author in byAuthor.keys.sorted() {
      let uses = Self.firsts(byAuthor[author] ?? [])
      let count = uses.count < Self.least ? 0 : max(1, uses.count / 5)
      early += uses.dropLast(count)
      history[author] = uses.dropLast(count).map(\.track)
      guard count > 0 else { continue }
      let last = uses.suffix(count)
      later[author] = Later(tracks: Set(last.map(\.track)), since: last.map(\.at).min() ?? .max)
    }
    (self.early, self.later, self.history) = (early, later, history)
  }

  /// The first use of each track, by time.
  private static func firsts(_ uses: [TrackTaken]) -> [TrackTaken] {
    var seen: Set<Track.ID> = []
    return uses.sorted { ($0.at, $0.track) < ($1.at, $1.track) }.filter { seen.insert($0.track).inserted }
  }

  /// Some of those of whom something later is known, always the same for one seed.
  func learners(limit: Int, seed: UInt64) -> [Author.ID] {
    let all = later.keys.sorted()
    guard all.count > limit else { return all }
    // Every so many of them, from a place that the seed gives.
    let step = Double(all.count) / Double(limit)
    let start = Double(seed % 97) / 97 * step
    return (0..<limit).map { all[min(Int(start + Double($0) * step), all.count - 1)] }
  }
}

extension TrainingDesk {
  func split(_ taken: [TrackTaken]) -> PastSplit { PastSplit(taken) }

  func lists(_ tracks: [Candidate]) -> LearnedLists { LearnedLists(tracks) }

  /// What keeps company by the first part of the uses; without judging.
  func company(_ early: [TrackTaken], _ settings: Training.Settings) throws -> CompanyModel? {
    do { return try Training(settings).model(of: early) } catch is TrainingRefusal { return nil }
  }

  func examples(
    _ authors: [Author.ID], _ pasts: [Author.ID: TasteStore.Past], _ split: PastSplit,
    _ company: CompanyModel?, _ lists: LearnedLists, _ velocities: [Day: [Track.ID: Double]]
  ) -> [LearnedLists.Example] {
    authors.compactMap { author in
      guard let later = split.later[author], let past = pasts[author] else { return nil }
      let videos = past.videos.filter { video in
        guard let posted = video.postedAt else { return false }
        return Int64(posted.timeIntervalSince1970.rounded(.down)) < later.since
      }
      let history = split.history[author] ?? []
      let request = LearnedRequest(
        taste: Taste(of: videos), used: Set(history), brought: company?.brought(history) ?? [:],
        velocities: velocities[later.day] ?? [:])
      return lists.example(request, later: later.tracks)
    }
  }

  /// Each half of the creators is judged by what the other half teaches; what is kept is taught by all.
  func ranker(_ examples: [LearnedLists.Example], seed: UInt64) throws -> RankerLesson.Learnt {
    var learned: [Double] = []
    for half in [0, 1] {
      let others = examples.indices.filter { $0 % 2 != half }.compactMap { examples[$0].choice }
      let ranker = LearnedRanker(learningFrom: others, seed: seed)
      for place in examples.indices where place % 2 == half {
        learned.append(examples[place].quality(by: ranker))
      }
      try Task.checkCancellation()
    }
    let fit = [0, 1].flatMap { half in examples.indices.filter { $0 % 2 == half }.map { examples[$0].fit } }
    let scores = Training.scores([("lists", learned), ("fit", fit)], seed: seed)
    // Where both foretell nothing there is nothing to choose it for.
    guard scores[0].ndcg > scores[1].ndcg else { return RankerLesson.Learnt(scores: scores) }
    return RankerLesson.Learnt(
      ranker: LearnedRanker(learningFrom: examples.compactMap(\.choice), seed: seed), scores: scores)
  }
}

extension CompanyModel {
  /// What it brings for a history, from the oldest to the newest.
  func brought(_ history: [Track.ID]) -> [Generator: [Track.ID: Double]] {
    [.ease: scores(for: Set(history)), .neighbours: scores(for: Set(history.suffix(5)))]
  }
}
