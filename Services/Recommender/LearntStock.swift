import FoundationEssentials
import Learning
import Models
import Recommending
import Storage

/// What lists by what was learnt are made of at one moment.
struct LearntStock: Sendable {
  let model: CompanyModel
  let ranker: LearnedRanker
  /// For the record of a list: which ranker, by which model.
  let label: String
  private let lists: LearnedLists
  private let trends: [Track.ID: TrendSignal]
  private let tags: [Author.ID: [Track.ID: Double]]

  /// Nil where it was not learnt yet how signals are weighed.
  init?(
    _ current: CompanyShelf.Current, _ stock: Stock, _ trends: [Track.ID: TrendSignal],
    tags: [Author.ID: [Track.ID: Double]]
  ) {
    guard let ranker = current.ranker else { return nil }
    model = current.model
    self.ranker = ranker
    label = "\(LearnedLists.label), model \(current.id)"
    lists = LearnedLists(stock.tracks)
    self.trends = trends
    self.tags = tags
  }

  /// The list of a creator.
  func ranking(
    for taste: Taste, history: [Track.ID], without dismissed: Set<Track.ID> = [], _ stock: Stock, length: Int,
    author: Author.ID, number: UInt64
  ) -> Ranking {
    var brought = model.brought(history)
    // What all have used already has little of its growth before it.
    brought[.rising] = trends.mapValues { $0.velocity * (1 - $0.saturation) }
    brought[.hashtags] = tags[author]
    let request = LearnedRequest(
      taste: taste, used: Set(history), forbidden: stock.forbidden.union(dismissed), brought: brought,
      velocities: trends.mapValues(\.velocity), number: number)
    return lists.ranking(request, by: ranker, length: length)
  }

  /// The creator's own tracks that say most for those of a list, by the tracks of the list.
  func voices(for ranking: Ranking, of history: [Track.ID]) -> [Track.ID: Track.ID] {
    let own = Set(history)
    var voices: [Track.ID: Track.ID] = [:]
    for item in ranking.items where item.reasons.contains(where: { $0.kind == .together }) {
      voices[item.track] = model.voices(for: item.track, of: own).first { $0.weight > 0 }?.track
    }
    return voices
  }
}

extension Recommendation {
  /// Names the creator's own track that says most for it.
  mutating func name(_ title: String) {
    for place in reasons.indices where reasons[place].kind == .together && reasons[place].contribution > 0 {
      reasons[place].facts["because"] = .text(title)
    }
  }
}
