import FoundationEssentials
import Models
import Recommending
import Storage

/// One recording: what it is called where, and why that is one.
struct TrackReport {
  let track: ShownTrack

  func show(on console: Console) {
    guard let first = track.members.first else { return }
    console.result(printable("track \(track.canonical): \(Self.name(first))"))
    var members = Table(["TRACK", "KEY", "SECONDS", "USES", "CLAIMS", "NAME"], numeric: [0, 2, 3])
    for member in track.members {
      members.add([
        .init("\(member.track)"), .init(member.key.map { excerpt("\($0)", limit: 60) } ?? ""),
        .init(member.duration.map(tenths) ?? ""),
        .init(member.uses.map { "\($0)" } ?? ""),
        .init(excerpt(member.claims.map(\.description).joined(separator: " "), limit: 120)),
        .init(Self.name(member)),
      ])
    }
    console.result(members)
    for member in track.members {
      guard let usage = track.usage[member.track] else { continue }
      console.result("track \(member.track): \(Self.words(usage))")
    }
    let own = Set(track.members.map(\.track))
    let variants = links.filter { $0.undoneBy == nil && $0.link.relation == .variant }
    list("links", links.filter { $0.undoneBy == nil && $0.link.relation != .variant }, own, console)
    list("versions of it", variants, own, console)
    list("taken back", links.filter { $0.undoneBy != nil }, own, console)
  }

  private var links: [ShownLink] { track.links }

  private func list(_ title: String, _ links: [ShownLink], _ own: Set<Track.ID>, _ console: Console) {
    guard !links.isEmpty else { return }
    console.result("\n\(title)")
    var table = Table(["TRACKS", "RELATION", "RULE", "BY", "AGE", "WHY"], numeric: [4])
    for shown in links { table.add(Self.cells(shown, names: track.others.filter { !own.contains($0.key) })) }
    console.result(table)
  }

  static func cells(_ shown: ShownLink, names: [Track.ID: ShownTrack.Member]) -> [Table.Cell] {
    let link = shown.link
    let others = [link.left, link.right].compactMap { names[$0].map(name) }.map {
      "“\(excerpt($0, limit: 60))”"
    }
    return [
      .init("\(link.left) · \(link.right)"), .init(link.kind?.rawValue ?? link.relation.rawValue),
      .init(link.rule.rawValue),
      .init(excerpt(shown.undoneBy ?? shown.madeBy, limit: 30)), .init(age(of: shown.madeAt)),
      .init(
        excerpt(([why(link.evidence)] + others).filter { !$0.isEmpty }.joined(separator: "; "), limit: 300)),
    ]
  }

  /// In words.
  static func why(_ evidence: LinkEvidence) -> String {
    var parts: [String] = []
    if let note = evidence.note { parts.append(note) }
    if let keys = evidence.keys {
      parts.append("both are " + keys.map(\.description).joined(separator: ", "))
    }
    if let sound = evidence.sound {
      let speed = abs(sound.speed - 1) > 0.015 ? ", \((sound.speed * 100).rounded() / 100) times as fast" : ""
      parts.append("\(Words.whole(sound.overlap)) s sound alike\(speed)")
    }
    if let durations = evidence.durations {
      parts.append(durations.map(tenths).joined(separator: " and ") + " s")
    }
    if let confidence = evidence.confidence { parts.append("\(Words.whole(confidence * 100)) % sure") }
    return parts.joined(separator: ", ")
  }

  /// How much it is used, and how that goes on, with the days of which that is told.
  static func words(_ usage: UsageTrend) -> String {
    let count = "\(grouped(Int(usage.last.value))) videos on \(Self.day(usage.last.at))"
    guard let first = usage.first, let growth = usage.weeklyGrowth else { return count }
    let percent = (growth * 1000).rounded() / 10
    return "\(count), \(percent < 0 ? "" : "+")\(percent) % a week since \(Self.day(first.at))"
  }

  private static func day(_ date: Date) -> String { String(date.formatted(.iso8601).prefix(10)) }

  static func name(_ member: ShownTrack.Member) -> String {
    shownTitle(member.title, limit: 80) + (member.artist.map { " by " + excerpt($0, limit: 60) } ?? "")
  }
}
