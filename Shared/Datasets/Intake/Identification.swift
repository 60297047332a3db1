import Identity
import Models
public import Storage

/// Finds which tracks of an entry are one with others, before the entry is written.
public struct Identification: Sendable {
  private let identifier: Identifier<IdentityStore>

  public init(_ database: any Database) { identifier = Identifier(IdentityStore(database)) }

  /// The entry with what its tracks are to others. One that is the same as an analysed one need not be analysed again.
  public func of(
    _ entry: CatalogueEntry, _ known: Catalogue.Known
  ) async throws -> (entry: CatalogueEntry, known: Catalogue.Known) {
    var (entry, known) = (entry, known)
    // What is known by its number only must not take the place of its portrait.
    let portraits = entry.tracks.filter { !$0.track.title.isEmpty }.map { TrackPortrait($0.id, $0.track) }
    let found = try await identifier.findings(for: portraits)
    entry.identity = found.findings
    known.analysedTracks.formUnion(found.analysed)
    return (entry, known)
  }
}
