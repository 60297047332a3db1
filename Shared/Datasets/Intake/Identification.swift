import FoundationEssentials
import Identity
import Models
public import Storage

/// Finds which tracks of an entry are one with others, before the entry is written.
public struct Identification: Sendable {
  /// How many tracks that were known before any were compared come along with each entry.
  static let backlogLength = 50

  private let store: IdentityStore
  private let identifier: Identifier<IdentityStore>

  public init(_ database: any Database) {
    store = IdentityStore(database)
    identifier = Identifier(store)
  }

  /// The entry with what its tracks are to others. One that is the same as an analysed one need not be analysed again.
  public func of(
    _ entry: CatalogueEntry, _ known: Catalogue.Known
  ) async throws -> (entry: CatalogueEntry, known: Catalogue.Known) {
    var (entry, known) = (entry, known)
    // What is known by its number only says nothing for a portrait.
    let portraits = entry.tracks.filter { !$0.track.title.isEmpty }.map { TrackPortrait($0.id, $0.track) }
    let found = try await identifier.findings(for: portraits, at: entry.at)
    entry.identity = IdentityFindings([found.findings, try await backlog()])
    known.analysedTracks.formUnion(found.analysed)
    return (entry, known)
  }

  /// Others may take up the same ones at the same time; they come to the same.
  private func backlog() async throws -> IdentityFindings {
    let portraits = try await store.backlog(limit: Self.backlogLength)
    guard !portraits.isEmpty else { return IdentityFindings() }
    return try await identifier.findings(for: portraits, at: .distantPast).findings
  }
}
