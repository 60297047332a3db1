import FoundationEssentials
import Models
import Recommending
import Storage

/// What lists can be made of at one moment: the shelf without what is forbidden.
struct Stock: Sendable {
  let tracks: [Candidate]
  /// On the shelf, and not to be recommended for a creator's own post.
  let forbidden: Set<Track.ID>
  let gate: LicenceGate
  private let places: [Track.ID: Int]

  init(_ tracks: [Candidate], forbidden: Set<Track.ID>, _ gate: LicenceGate) {
    self.tracks = tracks
    self.gate = gate
    let places = Dictionary(tracks.enumerated().map { ($1.track, $0) }, uniquingKeysWith: { $1 })
    self.forbidden = forbidden.filter { places[$0] != nil }
    self.places = places
  }

  func place(of track: Track.ID) -> TrackPlace? {
    places[track].map { TrackLadder.place(of: tracks[$0], hearing: Ranker.trackSources) }
  }

  /// How many tracks of the shelf are not for somebody who has used these and dismissed those, by reason.
  func leftOut(_ used: Set<Track.ID>, _ dismissed: Set<Track.ID>) -> [String: Int] {
    func offered(_ tracks: Set<Track.ID>) -> Int {
      tracks.count { places[$0] != nil && !forbidden.contains($0) }
    }
    let counts: [(LeftOut, Int)] = [
      (.used, offered(used)), (.dismissed, offered(dismissed.subtracting(used))),
      (.forbidden, forbidden.count),
    ]
    return Dictionary(uniqueKeysWithValues: counts.filter { $0.1 > 0 }.map { ($0.0.rawValue, $0.1) })
  }
}

extension TrackShelf {
  /// The tracks with everything that was committed before the call, and what is forbidden for a creator's own post.
  nonisolated func stock(at time: Date) async throws -> Stock {
    let purpose = Purpose(.organic, at: time)
    let forbidden = try await RightsStore(database).forbidden(purpose.use, in: purpose.territory, at: time)
    return Stock(try await current(), forbidden: forbidden, LicenceGate(purpose))
  }

  /// The rights to the tracks of lists.
  nonisolated func rights(of lists: [MadeList]) async throws -> [Track.ID: Rights] {
    let tracks = Set(lists.flatMap { $0.items.map(\.track) })
    return tracks.isEmpty ? [:] : try await RightsStore(database).rights(of: tracks.sorted())
  }
}
