import FoundationEssentials
import HTTP
public import Models

/// What Spotify has closed to newer applications. It is asked only where the settings say so, and where it refuses, not
/// again for a while.
extension Spotify {
  enum Endpoint: String, CaseIterable {
    case audioFeatures = "audio-features"
    case recommendations
    case tracks

    var path: String { "/v1/\(rawValue)" }
    var noteName: String { "closed " + rawValue }
  }

  /// How long a refusal is kept in mind.
  static let closedDuration = 7 * 86_400.0
  static let batchLimit = 50

  public func audioFeatures(of id: String) async throws(SourceError) -> SpotifyAudioFeatures? {
    guard SpotifyShape.isID(id) else { return nil }
    let record = try await extended(.audioFeatures, "/\(id)")
    return record.flatMap(SpotifyShape.features)
  }

  /// Tracks that go with these, by their ids: at most 5 of them count.
  public func recommendations(like seeds: [String], limit: Int = 20) async throws(SourceError) -> [Track] {
    let seeds = seeds.filter(SpotifyShape.isID).prefix(5)
    guard !seeds.isEmpty else { return [] }
    let query = [
      ("limit", "\(min(max(limit, 1), 100))"), ("seed_tracks", seeds.joined(separator: ",")),
    ]
    let document = try await extended(.recommendations, query: query)
    return taken(document?["tracks"].elements(atMost: 100) ?? [], place: "recommendations")
  }

  /// Many tracks with few requests where that is open to us, else one by one; those that Spotify does not know are
  /// missing.
  public func tracks(_ ids: [String]) async throws(SourceError) -> [Track] {
    let ids = ids.filter(SpotifyShape.isID)
    var tracks: [Track] = []
    var rest = ids[...]
    while !rest.isEmpty, try await isOpen(.tracks) {
      let batch = rest.prefix(Self.batchLimit)
      let document: Value?
      do throws(SourceError) {
        document = try await extended(.tracks, query: [("ids", batch.joined(separator: ","))])
      } catch {
        guard error.code == .refused else { throw error }
        break
      }
      tracks += taken(document?["tracks"].elements(atMost: Self.batchLimit) ?? [], place: "tracks")
      rest = rest.dropFirst(batch.count)
    }
    for id in rest {
      if let track = try await track(id: id) { tracks.append(track) }
    }
    return tracks
  }

  /// Whether it is asked for at all, and has not refused lately.
  func isOpen(_ endpoint: Endpoint) async throws(SourceError) -> Bool {
    guard settings.isExtended else { return false }
    do { return try await memory.note(endpoint.noteName, of: name, now: timing.now()) == nil } catch {
      throw SourceError(.unavailable, "what \(name) refused cannot be read: \(error)")
    }
  }

  private func extended(
    _ endpoint: Endpoint, _ rest: String = "", query: [(String, String)] = []
  ) async throws(SourceError) -> Value? {
    guard settings.isExtended else {
      throw SourceError(.unsupported, "\(name) is not to be asked for \(endpoint.rawValue)")
    }
    guard try await isOpen(endpoint) else { throw closed(endpoint) }
    switch await outcome(
      endpoint.path + rest, query: query, read: { document throws(Unreadable) in document })
    {
    case .success(let document): return document
    case .failure(let trouble) where trouble.failure == .forbidden:
      let until = timing.now().addingTimeInterval(Self.closedDuration)
      // Without the note it is asked once more the next time, no worse.
      try? await memory.keep(SourceNote("403", until: until), as: endpoint.noteName, of: name)
      throw closed(endpoint)
    case .failure(let trouble): throw trouble.error
    }
  }

  private func closed(_ endpoint: Endpoint) -> SourceError {
    SourceError(.refused, "\(name) tells this application nothing about \(endpoint.rawValue)")
  }
}
