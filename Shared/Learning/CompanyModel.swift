import Factors
public import Models

/// Which tracks keep company: what it says for a track that a creator has used others, learnt from who has used what.
public struct CompanyModel: Sendable, Equatable {
  enum Core: Sendable, Equatable {
    /// What each track says for others.
    case companions(Companions)
    /// Where tracks are too many for that: the factors of each.
    case factors(ALS)
  }

  /// A track of the history and what it says for the one that is explained.
  public struct Voice: Sendable, Equatable {
    public let track: Track.ID
    public let weight: Double
  }

  /// Those that it knows, ascending.
  public let tracks: [Track.ID]
  let core: Core

  public var kind: String {
    switch core {
    case .companions: "ease"
    case .factors: "ials"
    }
  }

  init(_ tracks: [Track.ID], _ core: Core) throws(ModelFile.Failure) {
    let count =
      switch core {
      case .companions(let companions): companions.itemCount
      case .factors(let model): model.items.rows
      }
    guard count == tracks.count, zip(tracks, tracks.dropFirst()).allSatisfy({ $0 < $1 }) else {
      throw ModelFile.Failure(
        description: "the tracks of a model do not ascend, or are not as many as it knows")
    }
    (self.tracks, self.core) = (tracks, core)
  }

  /// The score of each track of which the history says something, for somebody who need not have been there when it was
  /// learnt: a new use counts at once. Tracks of the history have none.
  public func scores(for history: Set<Track.ID>) -> [Track.ID: Double] {
    let weighted = places(of: history)
    guard !weighted.isEmpty else { return [:] }
    var scores: [Track.ID: Double] = [:]
    switch core {
    case .companions(let companions):
      for (place, score) in companions.scores(of: weighted) { scores[tracks[Int(place)]] = score }
    case .factors(let model):
      guard let factors = try? model.factors(of: weighted) else { return [:] }
      for (place, track) in tracks.enumerated() {
        scores[track] = zip(factors, model.items[place]).reduce(0) { $0 + Double($1.0) * Double($1.1) }
      }
    }
    for entry in weighted { scores[tracks[Int(entry.id)]] = nil }
    return scores
  }

  /// What of the history speaks for a track, the most first; the sum is its score.
  public func voices(for track: Track.ID, of history: Set<Track.ID>) -> [Voice] {
    guard let place = place(of: track) else { return [] }
    let weighted = places(of: history)
    let explanation: EASE.Explanation? =
      switch core {
      case .companions(let companions): companions.explanation(of: place, for: weighted)
      case .factors(let model): try? model.explanation(of: place, for: weighted)
      }
    return (explanation?.contributions ?? []).map { Voice(track: tracks[Int($0.item)], weight: $0.value) }
  }

  /// Of those that it knows, in their order.
  private func places(of history: Set<Track.ID>) -> [Weighted] {
    history.compactMap(place).sorted().map { Weighted($0) }
  }

  private func place(of track: Track.ID) -> Int32? {
    var (low, high) = (0, tracks.count)
    while low < high {
      let middle = (low + high) / 2
      if tracks[middle] < track { low = middle + 1 } else { high = middle }
    }
    return low < tracks.count && tracks[low] == track ? Int32(truncatingIfNeeded: low) : nil
  }
}
