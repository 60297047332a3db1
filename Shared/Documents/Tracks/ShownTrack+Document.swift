import FoundationEssentials
public import Models
public import Storage

extension ShownTrack: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    var (members, usage): ([Member], [Track.ID: UsageTrend]) = ([], [:])
    for part in try part.member("members").elements() {
      let member = try Member(part)
      members.append(member)
      usage[member.track] = try part.maybeRead("usage")
    }
    let others: [Member] = try part.list("others")
    self.init(
      canonical: Track.ID(try part.id("track")), members: members, links: try part.list("links"),
      others: others.reduce(into: [:]) { $0[$1.track] = $1 }, usage: usage)
  }
}

extension ShownTrack.Member: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    var claims: [SourceKey] = []
    for claim in try part.member("claims").elements() {
      claims.append(try claim.value("key") { SourceKey($0) })
    }
    self.init(
      track: Track.ID(try part.id("track")), key: try part.maybeValue("key", "key") { SourceKey($0) },
      title: try part.text("title"), artist: try part.maybeText("artist"),
      duration: try part.maybeNumber("duration"),
      uses: try part.maybeWhole("uses", 0...Int.max).map { Int64($0) },
      claims: claims)
  }
}

extension ShownLink: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let (left, right) = (Track.ID(try part.id("left")), Track.ID(try part.id("right")))
    guard left < right else { throw try part.member("right").fault("is not behind the left one") }
    let link = TrackLink(
      left, right, try part.choice("relation"), kind: try part.maybeChoice("kind"),
      rule: try part.choice("rule"), evidence: try Self.evidence(try part.member("evidence")))
    self.init(
      link: link, madeBy: try part.text("madeBy"), madeAt: try part.moment("madeAt"),
      undoneBy: try part.maybeText("undoneBy"))
  }

  /// As rules write it, in a form of its own.
  private static func evidence(_ part: DocumentPart) throws(DocumentError) -> LinkEvidence {
    do { return try JSON(text: part.value.line).decode(LinkEvidence.self) } catch {
      throw part.fault("is nothing that speaks for a link")
    }
  }
}

extension UsageTrend: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let last = CounterReading(
      Int64(try part.whole("uses", Int.min...Int.max)), at: try part.moment("at"))
    let first: CounterReading?
    if let moment = try part.maybeMoment("since") {
      first = CounterReading(Int64(try part.whole("usesBefore", 1...Int.max)), at: moment)
      guard moment < last.at else { throw try part.member("since").fault("is not before the other reading") }
    } else {
      first = nil
    }
    self.init(last: last, first: first)
  }
}

/// Tracks that were found by words, as a document tells them.
public struct FoundTracks: Sendable {
  public let found: [(member: ShownTrack.Member, canonical: Track.ID)]
  /// Whether better ones may be missing.
  public let isCut: Bool
}

extension FoundTracks: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    var found: [(member: ShownTrack.Member, canonical: Track.ID)] = []
    for part in try part.member("tracks").elements() {
      found.append((try part.read("member"), Track.ID(try part.id("track"))))
    }
    (self.found, isCut) = (found, try part.flag("cut"))
  }
}

/// Versions of songs with the tracks that they name, as a document tells them.
public struct FoundVariants: Sendable {
  public let links: [ShownLink]
  public let tracks: [Track.ID: ShownTrack.Member]

  public init(links: [ShownLink], tracks: [Track.ID: ShownTrack.Member]) {
    (self.links, self.tracks) = (links, tracks)
  }
}

extension FoundVariants: DocumentReadable {
  public init(_ part: DocumentPart) throws(DocumentError) {
    let tracks: [ShownTrack.Member] = try part.list("tracks")
    (links, self.tracks) = (try part.list("variants"), tracks.reduce(into: [:]) { $0[$1.track] = $1 })
  }
}
