public import FoundationEssentials
public import Models

/// What is known of a track besides what ranks it.
public struct TrackFacts: Sendable, Equatable {
  /// Seconds.
  public var duration: Double?
  /// How many creators are known to have used it in the language asked for, and how many in others.
  public var speakers: Int
  public var others: Int

  public init(duration: Double? = nil, speakers: Int = 0, others: Int = 0) {
    self.duration = duration
    self.speakers = speakers
    self.others = others
  }
}

/// Goes through a catalogue for one request, a page at a time, and keeps what may be in its list: what fits what was asked
/// for, then what the licence gate lets through. What is left out is counted, by the first reason of each.
public struct FreshSelection: Sendable {
  /// A share of a track that is worth calling it of a genre or mood.
  private static let leastShare = 0.25
  /// So many creators tell in which language a track is used.
  private static let tellingOthers = 3

  public let context: RequestContext
  public let gate: LicenceGate
  private var candidates: [Candidate] = []
  public private(set) var leftOut: [LeftOut: Int] = [:]
  /// How many tracks were looked at.
  public private(set) var seen = 0

  public init(_ context: RequestContext, at time: Date) {
    self.context = context
    gate = LicenceGate(context.purpose(at: time))
  }

  /// Those of a page that fit what was asked for. Of what is not known of a track nothing can be promised: it does not fit,
  /// but for its length and language, which few sources tell.
  public mutating func fitting(_ tracks: [KnownTrack], _ facts: [Track.ID: TrackFacts]) -> [KnownTrack] {
    seen += tracks.count
    return tracks.filter { track in
      guard let reason = reason(against: track, facts[track.track] ?? TrackFacts()) else { return true }
      leftOut[reason, default: 0] += 1
      return false
    }
  }

  /// Keeps those of them whose rights suffice.
  public mutating func admit(_ tracks: [KnownTrack], _ rights: [Track.ID: Rights]) {
    for track in tracks {
      if case .barred(let reason) = gate.ruling(on: rights[track.track]) {
        leftOut[reason, default: 0] += 1
      } else {
        candidates.append(Candidate(track))
      }
    }
  }

  private func reason(against track: KnownTrack, _ facts: TrackFacts) -> LeftOut? {
    if !Candidate(track).isOffered { return .unnamed }
    if let genre = context.genre, !Self.has(genre, track.features?.genre) { return .genre }
    if let mood = context.mood, !Self.has(mood, track.features?.mood) { return .mood }
    if let tempo = context.tempo {
      guard let found = track.features?.tempo, found.confidence > 0,
        tempo.contains(found.value.beatsPerMinute)
      else { return .tempo }
    }
    // Half a second less nobody hears.
    if let length = context.length, let duration = facts.duration, duration.isFinite,
      duration < length - 0.5
    {
      return .length
    }
    if context.language != nil, facts.speakers <= 0, facts.others >= Self.tellingOthers { return .language }
    return nil
  }

  private static func has<Label>(_ label: Label, _ feature: Feature<Distribution<Label>>?) -> Bool {
    guard let feature, feature.confidence > 0 else { return false }
    return feature.value.top == label || feature.value[label] >= leastShare
  }

  /// Ranks what was kept for a creator who has used these tracks, and wants to see those no more. What was found `gone`
  /// since it was kept is left out.
  public func list(
    for taste: Taste, used: Set<Track.ID> = [], dismissed: Set<Track.ID> = [], isOfVideo: Bool = false,
    gone: [Track.ID: LeftOut] = [:]
  ) -> FreshList {
    let again = context.excludesUsed ? used : []
    let barred = again.union(dismissed)
    let ranking = Ranker(length: context.count).ranking(
      of: candidates, for: taste, without: barred.union(gone.keys))
    let chosen = Set(ranking.items.map(\.track))
    let byTrack = Dictionary(
      candidates.lazy.filter { chosen.contains($0.track) }.map { ($0.track, $0) },
      uniquingKeysWith: { first, _ in first })
    var leftOut = leftOut
    for reason in gone.values { leftOut[reason, default: 0] += 1 }
    if !barred.isEmpty {
      let reasons = candidates.lazy.filter { barred.contains($0.track) && gone[$0.track] == nil }
        .map { again.contains($0.track) ? LeftOut.used : .dismissed }
      for reason in reasons { leftOut[reason, default: 0] += 1 }
    }
    return FreshList(
      items: isOfVideo ? ranking.items.map(\.aboutVideo) : ranking.items, considered: ranking.considered,
      places: ranking.items.compactMap { item in
        byTrack[item.track].map { TrackLadder.place(of: $0, hearing: Ranker.trackSources) }
      },
      used: chosen.intersection(used), leftOut: leftOut)
  }
}

/// A list that was made for one request and is stored nowhere.
public struct FreshList: Sendable, Equatable {
  public var items: [Recommendation]
  public let considered: Int
  /// Of the items, in their order.
  public var places: [TrackPlace]
  /// Those of them that the creator has used before.
  public let used: Set<Track.ID>
  /// How many tracks were left out, by the first reason of each.
  public private(set) var leftOut: [LeftOut: Int]

  /// Takes out what may no longer be used: rights may change while a catalogue is read. Returns what that was.
  @discardableResult
  public mutating func recheck(
    _ gate: LicenceGate, _ rights: [Track.ID: Rights]
  ) -> [Track.ID: LeftOut] {
    var kept: [(Recommendation, TrackPlace)] = []
    var gone: [Track.ID: LeftOut] = [:]
    for (item, place) in zip(items, places) {
      if case .barred(let reason) = gate.ruling(on: rights[item.track]) {
        leftOut[reason, default: 0] += 1
        gone[item.track] = reason
      } else {
        kept.append((item, place))
      }
    }
    items = kept.enumerated().map { rank, pair in
      var item = pair.0
      item.rank = rank + 1
      return item
    }
    places = kept.map(\.1)
    return gone
  }
}

extension TrackHook {
  /// The same hook for a video of so many seconds: it begins where it did, unless the track would end too early.
  public func fitted(to length: Double, of duration: Double?) -> TrackHook {
    guard length.isFinite, length > 0 else { return self }
    let last = duration.flatMap { $0.isFinite && $0 > 0 ? $0 : nil }
    let start = last.map { max(0, min(self.start, $0 - length)) } ?? self.start
    return TrackHook(start: start, end: min(start + length, last ?? .infinity), reason: reason)
  }
}
