import FoundationEssentials
import Models
import Sources
import Storage
import Synchronization

@testable import Ingest

/// A source that plays what it is told to.
final class PlayedSource: TrackFinding {
  let name: String
  let abilities: Set<SourceAbility>
  let meter = SourceMeter()
  let platform = Platform.spotify
  private let profiles: Mutex<@Sendable (Handle) throws -> Scrape?>
  private let pages: Mutex<@Sendable (ListingSubject, PageMark?) throws -> ListingPage?>
  private let tracks: Mutex<@Sendable (Track) throws -> Track?>
  /// How often it was asked.
  let asked = Mutex(0)

  init(
    _ name: String, abilities: Set<SourceAbility> = Set(SourceAbility.allCases),
    profile: @escaping @Sendable (Handle) throws -> Scrape? = { _ in nil },
    page: @escaping @Sendable (ListingSubject, PageMark?) throws -> ListingPage? = { _, _ in nil },
    track: @escaping @Sendable (Track) throws -> Track? = { _ in nil }
  ) {
    self.name = name
    self.abilities = abilities
    profiles = Mutex(profile)
    pages = Mutex(page)
    tracks = Mutex(track)
  }

  var count: Int { asked.withLock { $0 } }

  func profile(_ handle: Handle) async throws(SourceError) -> Scrape? {
    let play = profiles.withLock { $0 }
    return try answer { try play(handle) }
  }

  func listing(of subject: ListingSubject, after mark: PageMark?) async throws(SourceError) -> ListingPage? {
    let play = pages.withLock { $0 }
    return try answer { try play(subject, mark) }
  }

  func find(_ track: Track) async throws(SourceError) -> Track? {
    let play = tracks.withLock { $0 }
    return try answer { try play(track) }
  }

  private func answer<Answer>(_ play: () throws -> Answer) throws(SourceError) -> Answer {
    asked.withLock { $0 += 1 }
    meter.request()
    do { return try play() } catch { throw (error as? SourceError) ?? SourceError(.unavailable, "\(error)") }
  }
}

extension Scrape {
  /// A creator with a post, as a source would have it.
  static func of(_ handle: Handle, id: String? = nil, posts: [Video] = []) -> Scrape {
    Scrape(
      author: Author(
        key: id.map { SourceKey(.tiktok, $0) }, handle: handle, counts: AuthorCounts(followers: 10)),
      videos: posts)
  }
}
