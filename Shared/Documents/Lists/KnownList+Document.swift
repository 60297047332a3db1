import FoundationEssentials
public import Knowledge
import Matching
import Models
import Recommending
import Storage

extension KnownList: DocumentReadable {
  /// Who the creator is by number is not told: that is 0.
  public init(_ part: DocumentPart) throws(DocumentError) {
    let items: [ReadItem] = try part.list("items")
    let isFresh = try part.flag("fresh")
    let run = try part.maybeValue("run", "id of a run") { UUID(uuidString: $0) }
    let list = MadeList(
      author: Author.ID(0), run: run ?? Self.noRun, ranker: try part.text("ranker"),
      considered: try part.whole("considered"), videos: try part.whole("videos"), items: items.map(\.item),
      day: try part.maybeValue("date", "day") { Day($0) }, basis: try Self.basis(part, items))
    let found = RecommendationStore.Found(
      list: list, madeAt: try part.moment("madeAt"),
      names: Self.table(items.map { ($0.item.track, $0.name) }))
    self.init(
      try part.value("handle", "handle") { try? Handle($0) }, found,
      fresh: isFresh ? try Self.facts(part, items) : nil,
      segments: Self.table(items.map { ($0.item.track, $0.segment) }),
      withdrawn: try part.whole("withdrawn"), dismissed: try part.whole("dismissed"))
  }

  private static let noRun = UUID(uuid: (0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0))

  private static func table<Value>(_ values: [(Track.ID, Value?)]) -> [Track.ID: Value] {
    values.reduce(into: [:]) { table, pair in table[pair.0] = pair.1 }
  }

  // MARK: On what it rests

  private static func basis(_ part: DocumentPart, _ items: [ReadItem]) throws(DocumentError) -> ListBasis? {
    guard let ladder = try part.optional("ladder") else { return nil }
    return ListBasis(
      creator: try creator(ladder), tracks: places(items),
      leftOut: try part.member("leftOut").counts().filter { $0.value > 0 }, flagged: try part.whole("flagged")
    )
  }

  /// By rank, up to the last that is known: ranks have gaps where tracks have become one since.
  private static func places(_ items: [ReadItem]) -> [TrackPlace] {
    guard let last = items.filter({ $0.place != nil }).map(\.item.rank).max() else { return [] }
    var places = [TrackPlace](repeating: TrackPlace(rung: .sound, shares: [:]), count: last)
    for item in items {
      if let place = item.place { places[item.item.rank - 1] = place }
    }
    return places
  }

  private static func creator(_ part: DocumentPart) throws(DocumentError) -> CreatorPlace {
    let known = try part.member("known")
    var unheard: [CreatorSource] = []
    for source in try part.member("unheard").elements() { unheard.append(try source.choice()) }
    return CreatorPlace(
      rung: try part.choice("rung"),
      known: CreatorKnowledge(
        hasPlace: try known.flag("place"), hasProfile: try known.flag("profile"),
        videos: try known.whole("videos"), uses: try known.whole("uses"), similar: try known.whole("similar")
      ),
      shares: try part.member("shares").shares(), unheard: unheard)
  }

  // MARK: What a fresh list tells beside its tracks

  private static func facts(
    _ part: DocumentPart, _ items: [ReadItem]
  ) throws(DocumentError) -> FreshLists.Facts {
    let asked = try part.member("context")
    let context = try context(asked)
    let isForVideo = try asked.flag("video")
    var rulings: [Track.ID: LicenceGate.Ruling] = [:]
    for item in items {
      if let rights = item.rights { rulings[item.item.track] = try ruling(rights, context.use) }
    }
    return FreshLists.Facts(
      context: context, isForVideo: isForVideo, seen: try asked.whole("seen"),
      isPartial: try asked.flag("partial"), rulings: rulings,
      // Whether a video said anything is not told; one that says nothing is rare.
      isOfVideo: isForVideo, used: Set(items.filter(\.isUsed).map(\.item.track)))
  }

  private static func context(_ part: DocumentPart) throws(DocumentError) -> RequestContext {
    var context = RequestContext()
    context.use = try part.choice("use")
    context.territory = try part.value("region", "country") { Territory($0) }
    context.sources = try part.optional("contracts").map { part throws(DocumentError) in
      Set(try part.texts())
    }
    context.genre = try part.maybeChoice("genre")
    context.mood = try part.maybeChoice("mood")
    if let tempo = try part.optional("tempo") {
      let (from, to) = (try tempo.number("from"), try tempo.number("to"))
      guard from <= to else { throw tempo.fault("ends before it begins") }
      context.tempo = from...to
    }
    context.length = try part.maybeNumber("length")
    context.language = try part.maybeText("language")
    context.excludesUsed = try part.flag("excludeUsed")
    context.count = try part.whole("limit")
    return context
  }

  private static func ruling(
    _ part: DocumentPart, _ use: TrackUse
  ) throws(DocumentError) -> LicenceGate.Ruling {
    switch try part.text("verdict") {
    case "flagged": return .flagged
    case "licensed":
      let territory = try part.value("territory", "country") { Territory($0) }
      return .licensed(
        by: TrackRight(
          territory, use, isPermission: true, from: try part.maybeMoment("from"),
          until: try part.maybeMoment("until"), source: try part.text("source")))
    default: throw try part.member("verdict").fault("is not known here")
    }
  }
}

/// One track of a list, with what the list keeps beside it.
private struct ReadItem: DocumentReadable {
  let item: Recommendation
  let name: RecommendationStore.Name?
  let segment: CutGrid?
  let place: TrackPlace?
  let rights: DocumentPart?
  let isUsed: Bool

  /// Longer lists are not made; a rank is a place in memory here.
  private static let ranks = 1...10_000

  init(_ part: DocumentPart) throws(DocumentError) {
    var reasons: [Reason] = []
    for reason in try part.member("contributions").elements() { reasons.append(try Self.reason(reason)) }
    item = Recommendation(
      rank: try part.whole("rank", Self.ranks), track: Track.ID(try part.id("trackId")),
      score: try part.number("score"), reasons: reasons,
      hook: try part.optional("hook").map { part throws(DocumentError) in try Self.hook(part) })
    let artist = try part.maybeText("artist")
    name = try part.maybeText("track").map { RecommendationStore.Name(title: $0, artist: artist) }
    segment = try part.optional("segment").map { part throws(DocumentError) in try Self.grid(part) }
    place = try Self.sometimes("rung", part).map { rung throws(DocumentError) in
      TrackPlace(rung: try rung.choice(), shares: try part.member("shares").shares())
    }
    rights = try Self.sometimes("rights", part)
    isUsed = try Self.sometimes("used", part)?.flag() ?? false
  }

  /// A member that only some lists have; nil where it is missing or null.
  private static func sometimes(
    _ name: String, _ part: DocumentPart
  ) throws(DocumentError) -> DocumentPart? {
    guard try part.members().contains(where: { $0.name == name }) else { return nil }
    return try part.optional(name)
  }

  private static func hook(_ part: DocumentPart) throws(DocumentError) -> TrackHook {
    TrackHook(start: try part.number("start"), end: try part.number("end"), reason: try part.text("reason"))
  }

  private static func grid(_ part: DocumentPart) throws(DocumentError) -> CutGrid {
    let grid = CutGrid(
      start: try part.number("start"), end: try part.number("end"),
      beats: try part.member("beats").numbers(), bars: try part.member("bars").numbers(),
      isOnBeat: try part.flag("onBeat"))
    guard let grid else { throw part.fault("is no stretch of time") }
    return grid
  }

  private static func reason(_ part: DocumentPart) throws(DocumentError) -> Reason {
    var facts: [String: Reason.Fact] = [:]
    for (name, fact) in try part.members() where name != "kind" && name != "contribution" {
      if case .string(let text) = fact.value {
        facts[name] = .text(text)
      } else {
        facts[name] = .number(try fact.number())
      }
    }
    return Reason(try part.choice("kind"), contribution: try part.number("contribution"), facts: facts)
  }
}
