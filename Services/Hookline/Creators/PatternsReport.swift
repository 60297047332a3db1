import Models
import Recommending

/// What a creator's posts have in common beside taste: how they do, what lifts them, and how that changes.
struct PatternsReport {
  let patterns: Patterns

  private var standing: Standing { patterns.standing }
  private var originality: Originality { patterns.originality }
  private var works: WhatWorks { patterns.works }

  /// How many levels are shown to people.
  private static let limit = 10

  /// Lines for the table of facts; what is not known is nil.
  var facts: [(name: String, value: String?)] {
    [
      ("audience", standing.tier.map { $0.rawValue + (growthWords.map { ", " + $0 } ?? "") }),
      ("posts", standing.postsPerWeek.map { "\(Words.tenths($0)) a week" + (constancyWords ?? "") }),
      ("usually", Self.words(standing.lifetime)),
      ("lately", standing.recent == standing.lifetime ? nil : Self.words(standing.recent)),
      ("sounds", soundWords),
      ("drift", driftWords),
    ]
  }

  private var growthWords: String? {
    guard let growth = patterns.weeklyGrowth, growth.isFinite else { return nil }
    return "\(growth < 0 ? "-" : "+")\(Words.tenths(abs(growth) * 100)) % a week"
  }

  private var constancyWords: String? {
    standing.constancy.map { ", in \(Words.percent($0)) of weeks" }
  }

  private static func words(_ rates: Standing.Rates) -> String? {
    let parts = [
      rates.plays.map { Words.count($0) + " plays" }, rates.likes.map { Words.count($0) + " likes" },
      rates.perView.map { "engagement " + Words.tenths($0 * 100) + " %" },
      rates.perFollower.map { Words.tenths($0 * 100) + " % of followers" },
    ].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private var soundWords: String? {
    let own = originality.ownSounds.map { "\(Words.percent($0)) own" }
    let timing = originality.timing.map { timing in
      let place =
        switch timing {
        case .early: "before most others"
        case .amid: "with the others"
        case .late: "after most others"
        }
      return "takes those of others \(place) (by \(counted(originality.shared, "sound")))"
    }
    let parts = [own, timing].compactMap { $0 }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private var driftWords: String? {
    let parts =
      Self.words(patterns.genreDrift) { $0.title } + Self.words(patterns.moodDrift) { $0.rawValue }
    return parts.isEmpty ? nil : parts.joined(separator: ", ")
  }

  private static func words<Label>(_ drift: TasteDrift<Label>?, _ title: (Label) -> String) -> [String] {
    guard let drift, drift.isCertain else { return [] }
    return drift.moves.prefix(2).map { move in
      "\(title(move.label)) \(Words.percent(move.before)) → \(Words.percent(move.after))"
    }
  }

  func showWorks(on console: Console) {
    guard !works.lifts.isEmpty else { return }
    let certain = works.lifts.filter(\.isCertain)
    console.result("")
    guard !certain.isEmpty else {
      return console.result("what works: no kind of post surely does better or worse (\(works.posts) posts)")
    }
    console.result("what works, by \(counted(works.posts, "post")):")
    var table = Table(["", "", "ENGAGEMENT", "SURELY", "POSTS"], numeric: [2, 4])
    for lift in certain.prefix(Self.limit) {
      table.add([
        .init(lift.facet.rawValue), .init(excerpt(Self.title(lift), limit: 40)),
        .init("× \(Self.hundredths(lift.factor))", lift.factor > 1 ? .success : .warning),
        .init("\(Self.hundredths(lift.range.lowerBound)) to \(Self.hundredths(lift.range.upperBound))"),
        "\(lift.posts)",
      ])
    }
    console.result(table)
  }

  private static func title(_ lift: Lift) -> String {
    switch lift.facet {
    case .genre: Genre(rawValue: lift.level)?.title ?? lift.level
    case .mood: lift.level
    case .tempo: lift.level + " BPM"
    case .length: lift.level + " s"
    case .hour: lift.level + " UTC"
    case .hashtag: "#" + lift.level
    }
  }

  private static func hundredths(_ number: Double) -> String { ListReport.score(number) }
}
