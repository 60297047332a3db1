import Identity
public import Models
public import Storage

/// Finds the tracks that people and contracts mean.
public struct MeantTracks {
  public enum Finding: Sendable, Equatable {
    /// More than one where several bear the same code of a recording.
    case found([Track.ID])
    case unknown
    case ambiguous
  }

  private struct Name: Hashable {
    let title: String
    let artist: String
  }

  private let numbers: Set<Track.ID>
  private let keys: [SourceKey: [Track.ID]]
  private let named: [Name: Set<Track.ID>]

  /// Asks for all of them at once.
  public init(_ subjects: [TrackSubject], _ session: Session) throws {
    numbers = try session.existing(
      subjects.compactMap { subject in
        guard case .number(let number) = subject else { return nil }
        return number
      })
    let asked = subjects.compactMap { subject -> SourceKey? in
      guard case .key(let key) = subject else { return nil }
      return key
    }
    keys = try session.tracks(bearing: Dictionary(asked.map { ($0, NameKeys.key(of: $0)) }) { $1 })
    let names = subjects.compactMap(Self.name)
    let tracks = try session.tracks(byArtists: names.map(\.artist))
    var named: [Name: Set<Track.ID>] = [:]
    let wanted = Set(names)
    for (artist, tracks) in tracks {
      for track in tracks {
        guard let title = Intake.folded(track.title) else { continue }
        let name = Name(title: title, artist: artist)
        if wanted.contains(name) { named[name, default: []].insert(track.canonical) }
      }
    }
    self.named = named
  }

  public subscript(subject: TrackSubject) -> Finding {
    switch subject {
    case .number(let number): return numbers.contains(number) ? .found([number]) : .unknown
    case .key(let key): return keys[key].map(Finding.found) ?? .unknown
    case .named:
      guard let name = Self.name(subject), let tracks = named[name] else { return .unknown }
      return tracks.count == 1 ? .found(Array(tracks)) : .ambiguous
    }
  }

  /// Nil where nothing is left to compare by.
  private static func name(_ subject: TrackSubject) -> Name? {
    guard case .named(let title, let artist) = subject, let title = Intake.folded(title),
      let artist = Intake.folded(artist)
    else { return nil }
    return Name(title: title, artist: artist)
  }
}
