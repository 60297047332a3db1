import FoundationEssentials
public import HTTP
public import Models

/// The Spotify Web API: tracks by id, by ISRC and by title and artist; artists; and what older applications are told.
///
/// Written by its documentation, not verified against the API itself.
public struct Spotify: Source {
  public static let sourceName = "spotify"

  public let abilities: Set<SourceAbility> = [.track]
  public let meter: SourceMeter
  public var name: String { Self.sourceName }
  let settings: SpotifySettings
  let memory: any SourceMemory
  let timing: Timing
  let api: SignedCaller

  public init(
    _ settings: SpotifySettings, memory: any SourceMemory, client: Client = Client(),
    meter: SourceMeter = SourceMeter()
  ) {
    self.init(settings, memory: memory, client: client, meter: meter, timing: Timing())
  }

  init(
    _ settings: SpotifySettings, memory: any SourceMemory, client: Client, meter: SourceMeter, timing: Timing
  ) {
    self.settings = settings
    self.memory = memory
    self.meter = meter
    self.timing = timing
    let caller = Caller(
      source: Self.sourceName, client: client, meter: meter, settings: settings.caller, timing: timing)
    var request = ClientRequest.form(
      settings.accountsURL + "/api/token", [("grant_type", "client_credentials")])
    request.credentials = ClientRequest.Credentials(
      user: settings.credentials.id, password: settings.credentials.secret)
    api = SignedCaller(caller, timing: timing, grant: Question(request))
  }

  /// Whether the credentials are accepted; throws why not.
  public func logIn() async throws(SourceError) {
    if case .failure(let error) = await api.tokens.outcome() { throw error }
  }

  /// By an id of Spotify or an ISRC.
  public func track(_ key: SourceKey) async throws(SourceError) -> Track? {
    switch key.platform {
    case .spotify: return try await track(id: key.id)
    case .isrc: return try await track(isrc: key.id)
    default: throw SourceError(.unsupported, "\(name) cannot be asked for \(key)")
    }
  }

  func track(id: String) async throws(SourceError) -> Track? {
    guard SpotifyShape.isID(id) else { return nil }
    let record = try await get("/v1/tracks/\(id)") { document throws(Unreadable) in document }
    guard let record else { return nil }
    return try one(record, SpotifyShape.track)
  }

  /// The first of those that Spotify has under a code; nil when it has none, and when that is no code.
  public func track(isrc text: String) async throws(SourceError) -> Track? {
    guard let key = SourceKey(isrc: text) else { return nil }
    let tracks = try await found("isrc:\(key.id)")
    // Where Spotify tells no codes, it still has searched by one.
    return tracks.first { $0.links.contains(key) } ?? tracks.first { $0.links.isEmpty }
  }

  /// What Spotify finds, the best first: at most `searchLimit`.
  public func search(title: String, artist: String) async throws(SourceError) -> [Track] {
    let fields = [("track", title), ("artist", artist)].map { ($0, Self.plain($1)) }
    guard fields.allSatisfy({ !$1.isEmpty }) else { return [] }
    return try await found(fields.map { "\($0):\"\($1)\"" }.joined(separator: " "))
  }

  public func artist(_ id: String) async throws(SourceError) -> SpotifyArtist? {
    guard SpotifyShape.isID(id) else { return nil }
    let record = try await get("/v1/artists/\(id)") { document throws(Unreadable) in document }
    guard let record else { return nil }
    return try one(record, SpotifyShape.artist)
  }

  private func found(_ query: String) async throws(SourceError) -> [Track] {
    let limit = min(max(settings.searchLimit, 1), 10)
    let query = [("type", "track"), ("limit", "\(limit)"), ("q", query)]
    let records = try await get("/v1/search", query: query) { document throws(Unreadable) in
      guard document["tracks"]["items"].isList else { throw Unreadable("there is no list of tracks in it") }
      return document["tracks"]["items"].elements(atMost: 50)
    }
    return taken(records ?? [], place: "search")
  }

  /// The records that are tracks; a null in their place stands for none.
  func taken(_ records: [Value], place: String) -> [Track] {
    var tracks: [Track] = []
    var rejections: [Rejection] = []
    for (number, record) in records.enumerated() where record.exists {
      do throws(Breach) { tracks.append(try SpotifyShape.track(record)) } catch {
        rejections.append(error.rejection(place: "\(name), \(place)", number: number))
      }
    }
    meter.records(tracks.count)
    meter.rejections(rejections)
    return tracks
  }

  private func one<Entity>(
    _ record: Value, _ read: (Value) throws(Breach) -> Entity
  ) throws(SourceError) -> Entity {
    do throws(Breach) {
      let entity = try read(record)
      meter.records(1)
      return entity
    } catch {
      meter.rejections([error.rejection(place: name, number: 0)])
      throw SourceError(.unreadable, "what \(name) has cannot be read: \(error.reason)")
    }
  }

  func get<Answer>(
    _ path: String, query: [(String, String)] = [], read: (Value) throws(Unreadable) -> Answer
  ) async throws(SourceError) -> Answer? {
    switch await outcome(path, query: query, read: read) {
    case .success(let answer): return answer
    case .failure(let trouble): throw trouble.error
    }
  }

  func outcome<Answer>(
    _ path: String, query: [(String, String)], read: (Value) throws(Unreadable) -> Answer
  ) async -> Result<Answer?, Trouble> {
    await api.outcome(Question(.get(settings.url + path, query: query))) { response throws(Unreadable) in
      try read(try Value.document(response.body))
    }
  }

  /// Without what has a meaning in a query.
  private static func plain(_ text: String) -> String {
    let words = text.split { $0.isWhitespace || $0 == "\"" || $0 == ":" }
    return words.joined(separator: " ").cut(atMost: 100)
  }
}
