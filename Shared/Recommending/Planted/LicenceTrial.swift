import FoundationEssentials
import Models

/// Asks for lists with requests and contracts that are made up at random, and judges them by a second reading of the rules,
/// which shares no code with the gate.
public struct LicenceTrial: Sendable {
  public struct Result: Sendable, Equatable {
    public var requests = 0
    /// Tracks that were listed, and that were not.
    public var listed = 0
    public var refused = 0
    /// Lists with a track that nothing allows.
    public var unlicensed = 0
    /// Lists that lack a track which was allowed and wanted, or do not count what they leave out.
    public var incomplete = 0
    /// The first request that went wrong.
    public var example: String?
  }

  private static let places = ["WW", "SE", "DE", "US"].compactMap(Territory.init)
  private static let sources = ["a", "b", "c"]
  private static let tracksOfRequest: ClosedRange<Int64> = 1...3

  private var numbers: FixedNumbers

  /// The same seed asks the same.
  public init(seed: UInt64) { numbers = FixedNumbers(seed: seed) }

  public mutating func run(requests: Int) -> Result {
    var result = Result()
    for _ in 0..<requests { ask(&result) }
    return result
  }

  private mutating func ask(_ result: inout Result) {
    let (asked, now) = (context(), Date(timeIntervalSinceReferenceDate: Double(below(6)) * 100))
    var rights: [Track.ID: Rights] = [:]
    let tracks = Self.tracksOfRequest.map { id in
      let count = below(5)
      if count > 0 { rights[Track.ID(id)] = Rights((1...count).map { _ in right() }) }
      return track(id)
    }
    let used: Set<Track.ID> = [Track.ID(Int64(1 + below(3)))]
    var selection = FreshSelection(asked, at: now)
    selection.admit(selection.fitting(tracks, [:]), rights)
    let list = selection.list(for: Taste(), used: used)

    let allowed = tracks.filter { Self.mayBeUsed(rights[$0.track]?.all ?? [], asked, now) }
    let wanted = allowed.filter { track in
      (asked.genre == nil || track.features?.genre?.value.top == asked.genre)
        && !(asked.excludesUsed && used.contains(track.track))
    }
    let chosen = Set(list.items.map(\.track))
    let isLicensed = chosen.isSubset(of: allowed.map(\.track))
    let isWhole =
      chosen.isSubset(of: wanted.map(\.track)) && chosen.count == min(wanted.count, asked.count)
      && list.considered + list.leftOut.values.reduce(0, +) == tracks.count
    result.requests += 1
    result.listed += chosen.count
    result.refused += tracks.count - chosen.count
    result.unlicensed += isLicensed ? 0 : 1
    result.incomplete += isWhole ? 0 : 1
    if !isLicensed || !isWhole, result.example == nil {
      result.example = "request \(result.requests): \(asked), \(rights), listed \(chosen)"
    }
  }

  /// Says what the rules say, one right at a time.
  private static func mayBeUsed(_ rights: [TrackRight], _ asked: RequestContext, _ now: Date) -> Bool {
    var isAllowed = asked.use.rawValue == "organic" && asked.sources == nil
    for right in rights where right.use.rawValue == asked.use.rawValue {
      if let from = right.from, from > now { continue }
      if let until = right.until, until <= now { continue }
      let (there, here) = (right.territory.code, asked.territory.code)
      if !right.isPermission {
        if there == here || there == "WW" || here == "WW" { return false }
      } else if there == here || there == "WW" {
        if asked.sources == nil || asked.sources?.contains(right.source) == true { isAllowed = true }
      }
    }
    return isAllowed
  }

  // MARK: What is made up

  private mutating func below(_ limit: Int) -> Int { Int.random(in: 0..<limit, using: &numbers) }
  private mutating func one<Element>(of list: [Element]) -> Element { list[below(list.count)] }

  private mutating func moment() -> Date? {
    below(3) == 0 ? Date(timeIntervalSinceReferenceDate: Double(below(6)) * 100) : nil
  }

  private mutating func right() -> TrackRight {
    let (first, second) = (moment(), moment())
    return TrackRight(
      one(of: Self.places), one(of: TrackUse.allCases), isPermission: below(5) > 0, from: first,
      until: second, source: one(of: Self.sources))
  }

  private mutating func track(_ id: Int64) -> KnownTrack {
    KnownTrack(
      Track.ID(id), title: "A song", artist: nil, isOriginalSound: false, uses: nil,
      features: one(of: Self.sounds))
  }

  private static let sounds = [Genre.jazz, .metal].map { genre in
    TrackFeatures(genre: Feature([Finding(Distribution([genre: 1]), confidence: 1, evidence: .audio)]))
  }

  private mutating func context() -> RequestContext {
    var context = RequestContext()
    context.use = one(of: TrackUse.allCases)
    context.territory = one(of: Self.places)
    if below(3) == 0 { context.sources = Set((0...below(2)).map { _ in one(of: Self.sources) }) }
    context.count = 1 + below(8)
    context.excludesUsed = below(2) == 0
    if below(4) == 0 { context.genre = below(2) == 0 ? .jazz : .metal }
    return context
  }
}
